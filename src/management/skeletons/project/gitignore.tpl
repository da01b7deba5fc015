node_modules/
db.sqlite3
db.sqlite3-*
.env
*.log
/media/
/staticfiles/
