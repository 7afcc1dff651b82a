import type { Told } from '../grid/planned.ts'
import { type Shape, SHAPES } from '../grid/spread-chosen.ts'
import { words } from '../text/words.ts'

/** In which proportions a total is shared. */
export function Shapes({ shape, choose }: { readonly shape: Shape; readonly choose: (shape: Shape) => void }) {
  return (
    <fieldset className="choices">
      <legend>{words.change.shape}</legend>
      {SHAPES.map((one) => (
        <label key={one}>
          <input type="radio" name="shape" checked={shape === one} onChange={() => choose(one)} />
          {words.change.shapes[one]}
        </label>
      ))}
    </fieldset>
  )
}

/** What a change would put into each cell, before it does. */
export function Shares({ told }: { readonly told: readonly Told[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list longer than its place is scrolled by keyboard
    <section className="scroll shares" tabIndex={0} aria-label={words.change.shares} data-testid="change-shares">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.change.cell}</th>
            <th scope="col">{words.change.before}</th>
            <th scope="col">{words.change.after}</th>
          </tr>
        </thead>
        <tbody>
          {told.map(({ place, before, after }) => (
            <tr key={place}>
              <td>{place}</td>
              <td>{before}</td>
              <td>
                <strong>{after}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
