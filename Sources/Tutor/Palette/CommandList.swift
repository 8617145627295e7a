import Engine
import Lessons
import TextUI

/// What the palette offers.
enum CommandList {
  typealias Command = CommandPalette.Command

  static func everything(_ context: Context) -> [Command] {
    screens(context) + stages(context) + labs(context) + lessons(context) + terms(context) + settings(context)
  }

  private static func screens(_ context: Context) -> [Command] {
    let language = context.language
    let kind = language("screen", "界面")
    var commands = [
      Command(language("Walk the network", "漫游网络"), kind, alias: "walk 漫游") { [.jump(WalkScreen($0))] },
      Command(language("Labs", "实验台"), kind, alias: "labs 实验台") { [.jump(LabListScreen($0))] },
      Command(
        language("What if: other sizes, strides, paddings", "如果：换尺寸、步长、填充"), kind, alias: "what if 如果 224 227"
      ) { [.jump(WalkScreen($0)), .push(WhatIfScreen($0, layer: 0))] },
      Command(language("Networks side by side", "网络对比"), kind, alias: "networks compare 网络 对比") {
        [.jump(WalkScreen($0)), .push(NetworksScreen($0))]
      },
      Command(language("Another picture", "换一张图片"), kind, alias: "picture input 图片 输入") {
        [.jump(WalkScreen($0)), .push(PictureScreen($0))]
      },
      Command(language("Glossary", "术语表"), kind, alias: "glossary terms 术语") { _ in [.push(GlossaryScreen())] },
      Command(language("Settings", "设置"), kind, alias: "settings preferences 设置") { [.push(SettingsScreen($0))] },
    ]
    if context.course.count > 0 {
      commands.insert(
        Command(language("Lessons", "课程"), kind, alias: "lessons 课程") { [.jump(LessonListScreen($0))] }, at: 1)
      commands.append(
        Command(language("Review", "复习"), kind, alias: "review due 复习") { _ in
          [.jump(ReviewScreen()), .effect(.lookAtProgress)]
        })
    }
    commands.append(
      Command(language("Progress", "进度"), kind, alias: "progress 进度") { _ in
        [.jump(ProgressScreen()), .effect(.lookAtProgress)]
      })
    return commands
  }

  static func stages(_ context: Context) -> [Command] {
    let language = context.language
    let walk = context.walk
    return walk.stageNames.enumerated().map { stage, name in
      let layer = stage > 0 ? walk.summaries[stage - 1] : nil
      let shape = layer?.output ?? walk.architecture.input
      let kinds = Language.allCases.map { $0.kind(layer?.kind) }.joined(separator: " ")
      return Command(
        name, language("layer", "层"), note: language.kind(layer?.kind) + "  \(shape)", alias: kinds
      ) { context in [.jump(WalkScreen(stageNamed: name, context))] }
    }
  }

  private static func labs(_ context: Context) -> [Command] {
    let language = context.language
    return LabRegistry.all.map { lab in
      Command(
        lab.title(language), language("lab", "实验台"), note: lab.summary(language),
        alias: lab.name + " " + lab.english + " " + lab.chinese
      ) { context in
        do throws(LabError) {
          return [.jump(LabListScreen(context)), .push(try lab.open())]
        } catch { return [.notice(error(context.language))] }
      }
    }
  }

  /// The lab that a whole line opens; nil where it is none.
  static func labLine(_ text: String) -> Command? {
    let line = text.trimmed
    guard line.contains("--set") || line.hasPrefix("alexnet-tutor lab ") else { return nil }
    return Command(line, "lab", note: "") { context in
      do throws(LabError) {
        return [.jump(LabListScreen(context)), .push(try LabRegistry.open(commandLine: line))]
      } catch { return [.notice(error(context.language))] }
    }
  }

  private static func lessons(_ context: Context) -> [Command] {
    let language = context.language
    return context.course.lessons(language).map { lesson in
      let id = lesson.id
      return Command(lesson.title, language("lesson", "课程"), alias: id) { context in
        guard let screen = LessonScreen(id: id, block: 0, item: nil, context) else { return [] }
        return [.jump(LessonListScreen(context)), .push(screen)]
      }
    }
  }

  private static func terms(_ context: Context) -> [Command] {
    let language = context.language
    return Glossary.terms.map { term in
      Command(
        term.name(language), language("term", "术语"), note: term.definition(language),
        alias: term.english + " " + term.chinese
      ) { _ in [.push(GlossaryScreen(term: term.id))] }
    }
  }

  private static func settings(_ context: Context) -> [Command] {
    let kind = context.language("setting", "设置")
    return SettingsScreen.entries(context).map { entry in
      Command(entry.name + ": " + entry.value, kind, alias: entry.key) { context in entry.next(&context, 1) }
    }
  }
}
