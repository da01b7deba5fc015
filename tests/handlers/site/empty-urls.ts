export const urlpatterns = [];
