import TextUI

/// All labs with a line each.
package struct LabListScreen: Screen {
  private var list = ListState()

  package init(_ context: Context) {}

  package func crumbs(_ context: Context) -> [String] { [context.language("Labs", "实验台")] }

  package func keys(_ context: Context) -> [KeyHint] {
    let language = context.language
    return [
      KeyHint(.down, "↑↓", language("choose", "选择")), KeyHint(.enter, "⏎", language("open", "打开")),
      KeyHint(.escape, "esc", language("home", "主页")),
      KeyHint(.character("q"), "q", language("home", "主页"), onlyInList: true),
    ]
  }

  package mutating func update(_ event: InputEvent, _ context: inout Context) -> [Action] {
    let labs = LabRegistry.all
    let screen = Rect(0, 1, context.columns, max(0, context.rows - 2))
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter), .key(.right), .key(.character("l")):
      guard labs.indices.contains(list.selection) else { return [] }
      return open(labs[list.selection].name, context)
    case .key(let key): list.handle(key, count: labs.count, page: rows(screen).height)
    case .mouse(let mouse):
      switch mouse.action {
      case .wheelUp: list.handle(.up, count: labs.count, page: rows(screen).height)
      case .wheelDown: list.handle(.down, count: labs.count, page: rows(screen).height)
      case .press:
        guard let row = view(context).row(at: mouse.at, in: rows(screen)), labs.indices.contains(row) else { break }
        list.selection = row
        return open(labs[row].name, context)
      case .drag, .release: break
      }
    case .resize, .paste: break
    }
    return []
  }

  private func open(_ name: String, _ context: Context) -> [Action] {
    do throws(LabError) {
      return [.push(try LabRegistry.open(commandLine: name))]
    } catch {
      return [.notice(error(context.language))]
    }
  }

  // MARK: Drawing

  /// The frame of the list, with room below it for what the chosen lab is for where there is some.
  private func frame(_ area: Rect) -> Rect { area.cutTop(min(area.height, LabRegistry.all.count + 2)).top }

  private func rows(_ area: Rect) -> Rect { Panel.inner(frame(area)).inset(1, 0) }

  private func view(_ context: Context) -> ListView {
    let language = context.language
    return ListView(LabRegistry.all.map { ListItem($0.title(language), note: $0.summary(language)) }, list)
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let title = context.language("labs: one operation at a time", "实验台：一次一种运算")
    Panel(title, focused: true).draw(frame(area), into: &buffer)
    view(context).draw(rows(area), into: &buffer)
    let rest = area.cutTop(frame(area).height + 1).rest.inset(2, 0)
    guard LabRegistry.all.indices.contains(list.selection), rest.height > 0 else { return }
    Prose.draw(StyledText(LabRegistry.all[list.selection].summary(context.language)), rest, into: &buffer)
  }
}
