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
    switch event {
    case .key(.escape), .key(.character("q")): return [.pop]
    case .key(.enter), .key(.right), .key(.character("l")):
      guard labs.indices.contains(list.selection) else { return [] }
      return open(labs[list.selection].name, context)
    case .key(let key): _ = list.handle(key, count: labs.count, page: 10)
    case .mouse(let mouse):
      let row = mouse.at.y - 2
      if mouse.action == .press, labs.indices.contains(row) {
        list.selection = row
        return open(labs[row].name, context)
      }
    case .resize, .paste: break
    }
    return []
  }

  private func open(_ name: String, _ context: Context) -> [Action] {
    do {
      return [.push(try LabRegistry.open(commandLine: name))]
    } catch {
      return [.notice("\(error)")]
    }
  }

  package func draw(into buffer: inout Buffer, _ area: Rect, _ context: Context) {
    let items = LabRegistry.all.map {
      ListItem($0.title(context.language), note: $0.summary(context.language))
    }
    let inner = Panel(context.language("labs: one operation at a time", "实验台：一次一种运算"), focused: true)
      .draw(area.cutTop(min(area.height, items.count + 2)).top, into: &buffer)
    ListView(items, list).draw(inner.inset(1, 0), into: &buffer)
    let rest = area.cutTop(items.count + 3).rest.inset(2, 0)
    guard LabRegistry.all.indices.contains(list.selection), rest.height > 0 else { return }
    Prose.draw(StyledText(LabRegistry.all[list.selection].summary(context.language)), rest, into: &buffer)
  }
}
