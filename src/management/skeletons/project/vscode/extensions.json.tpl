{
  "recommendations": ["batisteo.vscode-django"]
}
