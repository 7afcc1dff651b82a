// The peer of the cold start: the least an Electron window can be.
import { app, BrowserWindow } from 'electron'

app.on('window-all-closed', () => app.quit())
void app
  .whenReady()
  .then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<p>empty</p><input autofocus>'))
