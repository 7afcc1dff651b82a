import { useApp } from '../store/app-store.ts'
import { mayStartEditing } from '../store/read-mode.ts'
import { words } from '../text/words.ts'

/** Says that a reviewer is reading, with the way to change numbers and back (domain.md 10.4). */
export function ReadMode() {
  const mayEdit = useApp(mayStartEditing)
  const siteId = useApp((state) => state.preferences.siteId)
  const editing = useApp((state) => state.editingSite)
  const editSite = useApp((state) => state.editSite)
  if (!mayEdit || siteId === null) return null
  const isEditing = editing === siteId
  return (
    <div className="banner read-mode" data-testid="read-mode" data-tone={isEditing ? 'wait' : undefined}>
      <span>{isEditing ? words.review.editing : words.review.reading}</span>
      <button type="button" data-testid="edit-site" onClick={() => void editSite(isEditing ? null : siteId)}>
        {isEditing ? words.review.stopEditing : words.review.edit}
      </button>
    </div>
  )
}
