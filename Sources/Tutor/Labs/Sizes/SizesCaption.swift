/// What to notice in this state of the sizes lab.
extension SizesLab {
  /// What is asked is not said, nor what follows from it.
  package func caption(_ view: LabView) -> String {
    let asked = run == nil && self.view == .windows ? 1 : places
    if (0..<asked).allSatisfy({ view.shows($0) }) { return caption(view.language) }
    let language = view.language
    if run != nil {
      return language(
        "What leaves one layer goes into the next. A layer that it does not fit refuses.", "一层的输出就是后一层的输入。接不上的层会拒绝。")
    }
    return self.view == .impulse
      ? language("Every output is the mean of the cells of its window.", "每个输出是窗口里各位置的平均。")
      : language(
        "What does the kernel leave over when it moves on by the stride, and what becomes of that?",
        "卷积核按步长往前走，最后会剩下什么？剩下的怎么办？")
  }

  package func caption(_ language: Language) -> String {
    if let run { return chainCaption(run, language) }
    switch view {
    case .windows: return windowsCaption(language)
    case .settings:
      return kernel == 11 && stride == 4
        ? language(
          "The paper says 224 pixels and 55 cells: without padding they go together only if the size is rounded up. 227 fits exactly; the others round or pad.",
          "论文写的是 224 像素和 55 个位置：不加填充时，只有向上取整才对得上。227 正好除尽；其余的要么取整，要么填充。")
        : language(
          "Kernel \(kernel) at stride \(stride): the same inputs under other rules. 11 and 4 are conv1's.",
          "核宽 \(kernel)、步长 \(stride) 时同样的输入按不同规则的结果。conv1 用的是 11 和 4。")
    case .impulse: return impulseCaption(language)
    }
  }

  private func windowsCaption(_ language: Language) -> String {
    let unread = unread.count
    if overhang > 0 {
      return language(
        "Rounding up lays one more window; it hangs \(overhang) over the edge. cuda-convnet, the author's program, does this; PyTorch rounds down.",
        "向上取整多放了一个窗口，伸出边界 \(overhang) 个像素。作者的程序 cuda-convnet 就这样做；PyTorch 向下取整。")
    }
    if mode == .same {
      return left == right
        ? language(
          "Same padding splits evenly here: \(left) on each side. At stride 1 an odd kernel always allows that.",
          "这里的填充左右对半：每边 \(left)。步长 1 时，宽度为奇数的卷积核总能如此。")
        : language(
          "The total of \(left + right) is odd: \(left) at the left, \(right) at the right. The output is half a pixel off: see the impulse.",
          "总填充 \(left + right) 是奇数：左 \(left) 右 \(right)，输出偏了半个像素，见“单点”。")
    }
    if unread > 0, stride > kernel {
      return language(
        "The stride is larger than the kernel: between the windows there are pixels that nothing reads, \(unread) in all.",
        "步长比核宽大：窗口之间的像素没人读，共 \(unread) 个。")
    }
    if unread > 0 {
      return language(
        "Rounding down leaves \(unread) pixel\(unread == 1 ? "" : "s") at the right that no window ever reads: change \(unread == 1 ? "it" : "them") and nothing changes.",
        "向下取整使右边 \(unread) 个像素永远没有窗口去读：改动它们，结果不变。")
    }
    if leftOver > 0 {
      return language(
        "\(leftOver) of the zeros at the right \(leftOver == 1 ? "is" : "are") left over; every pixel is read.",
        "右边的零剩下 \(leftOver) 个没用上；每个像素都读到了。")
    }
    if kernel % 2 == 0, stride == 1 {
      return language(
        "An even kernel has no middle pixel: its outputs stand between the pixels.", "偶数宽的卷积核没有正中的像素：输出落在像素之间。")
    }
    return language(
      "It fits exactly: the last window ends on the last cell.", "正好除尽：最后一个窗口到最后一个位置为止。")
  }

  private func impulseCaption(_ language: Language) -> String {
    let rows = impulse
    let (left, right) = impulsePadding
    if rows.count <= layers {
      return language(
        "After \(rows.count - 1) layer\(rows.count == 2 ? "" : "s") the row is shorter than the kernel: no window fits any more.",
        "经过 \(rows.count - 1) 层后，这一行比卷积核还短，再也放不下窗口。")
    }
    if left + right != kernel - 1 {
      return language(
        "With \(left) + \(right) zeros the size changes at every layer, and the place of a cell with it.",
        "填充 \(left) + \(right) 时每层尺寸都变，每个数的位置也跟着变。")
    }
    if left != right {
      return language(
        "The zeros are not the same on both sides: every layer moves the picture a little the same way, and it adds up. Odd kernels stay.",
        "两边的零不一样多：每层都把图案往同一边移一点，层层累加。奇数宽的卷积核就不会。")
    }
    return language(
      "An odd kernel with the same padding on both sides stays where it is, however many layers. Try kernel 2.",
      "卷积核宽为奇数、两边填充相同：不管多少层都原地不动。试试核宽 2。")
  }

  private func chainCaption(_ run: ChainRun, _ language: Language) -> String {
    guard run.refusal != nil else {
      let map = SizesChainPicture.shape(Array((run.lastMap ?? []).dropFirst()))
      switch run.valid {
      case .from(let least):
        return language(
          "Every layer takes what it gets, from \(least) pixels on: the adaptive pooling makes \(map) out of maps of any size.",
          "每一层都接得上，\(least) 像素以上都行：自适应池化把任何大小的特征图都变成 \(map)。")
      case .range(let sizes) where sizes.count > 1:
        return language(
          "Every layer takes what it gets. All inputs from \(sizes.lowerBound) to \(sizes.upperBound) end in maps of \(map): rounding hides the difference.",
          "每一层都接得上。\(sizes.lowerBound) 到 \(sizes.upperBound) 的输入最后都得到 \(map) 的特征图：取整掩盖了差别。")
      default: return language("Every layer takes what it gets.", "每一层都接得上。")
      }
    }
    guard run.refusal?.wants != nil else {
      return language(
        "The picture is too small: on the way its maps become smaller than a window.", "图片太小：到了后面，特征图比窗口还小。")
    }
    return language(
      "Convolutions and pooling take almost any size. It is the first fully connected layer that wants one size only.",
      "卷积和池化几乎什么尺寸都收；只认一种尺寸的是第一个全连接层。")
  }
}
