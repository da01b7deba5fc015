{
  "files.associations": {
    "**/templates/**/*.html": "django-html",
    "**/templates/**/*.txt": "django-txt"
  },
  "emmet.includeLanguages": { "django-html": "html" },
  "[django-html]": { "editor.formatOnSave": false, "editor.snippetSuggestions": "top" },
  "typescript.tsdk": "node_modules/typescript/lib"
}
