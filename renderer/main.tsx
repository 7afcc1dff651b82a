import './grid/modules.ts'
import { createRoot } from 'react-dom/client'
import { must } from '../shared/core/bug.ts'
import { App } from './app.tsx'
import { createAppStore, startUp, StoreContext } from './store/app-store.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/grid.css'
import './styles/panels.css'
import './styles/menu.css'
import './styles/reports.css'
import './styles/review.css'
import './styles/filters.css'
import './styles/comments.css'
import './styles/print.css'

const bridge = window.frontline
const store = createAppStore(bridge)
void startUp(bridge, store)

createRoot(must(document.getElementById('root'), 'index.html has the root')).render(
  <StoreContext value={store}>
    <App bridge={bridge} />
  </StoreContext>,
)
