extension Architecture {
  package static let names = ["paper", "single-tower", "torchvision", "lenet-5", "mini"]

  package static func named(_ name: String) -> Architecture? {
    switch name {
    case "paper": alexNet(name, groups: 2)
    case "single-tower": alexNet(name, groups: 1)
    case "torchvision": torchvision
    case "lenet-5": leNet
    case "mini": mini
    default: nil
    }
  }

  /// The network of 2012. With two groups conv2, conv4 and conv5 see the maps of their own GPU only, and local response
  /// normalisation stays within them; with one group it is the same network on a single GPU.
  ///
  /// Source: Krizhevsky et al. 2012, section 3.5 and figure 2; 227 pixels, since 55 maps' cells need them.
  private static func alexNet(_ name: String, groups: Int) -> Architecture {
    let normalization = LocalResponseNormalization(towers: groups)
    let layers = [
      Layer("conv1", Convolution(outChannels: 96, kernel: 11, stride: 4)), Layer("relu1", ReLU()),
      Layer("lrn1", normalization), Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv2", Convolution(outChannels: 256, kernel: 5, padding: 2, groups: groups)), Layer("relu2", ReLU()),
      Layer("lrn2", normalization), Layer("pool2", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv3", Convolution(outChannels: 384, kernel: 3, padding: 1)), Layer("relu3", ReLU()),
      Layer("conv4", Convolution(outChannels: 384, kernel: 3, padding: 1, groups: groups)), Layer("relu4", ReLU()),
      Layer("conv5", Convolution(outChannels: 256, kernel: 3, padding: 1, groups: groups)), Layer("relu5", ReLU()),
      Layer("pool5", MaxPooling(kernel: 3, stride: 2)),
    ]
    let head = classifier(inputs: 256 * 6 * 6, hidden: 4096, classes: 1000)
    return Architecture(name: name, input: [3, 227, 227], layers: layers + head)
  }

  /// The paper's sequence of layers at 32×32 for ten classes.
  private static var mini: Architecture {
    let normalization = LocalResponseNormalization()
    let layers = [
      Layer("conv1", Convolution(outChannels: 24, kernel: 5, padding: 2)), Layer("relu1", ReLU()),
      Layer("lrn1", normalization), Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv2", Convolution(outChannels: 64, kernel: 5, padding: 2, groups: 2)), Layer("relu2", ReLU()),
      Layer("lrn2", normalization), Layer("pool2", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv3", Convolution(outChannels: 96, kernel: 3, padding: 1)), Layer("relu3", ReLU()),
      Layer("conv4", Convolution(outChannels: 96, kernel: 3, padding: 1, groups: 2)), Layer("relu4", ReLU()),
      Layer("conv5", Convolution(outChannels: 64, kernel: 3, padding: 1, groups: 2)), Layer("relu5", ReLU()),
      Layer("pool5", MaxPooling(kernel: 3, stride: 2)),
    ]
    let head = classifier(inputs: 64 * 3 * 3, hidden: 128, classes: 10)
    return Architecture(name: "mini", input: [3, 32, 32], layers: layers + head)
  }

  private static func classifier(inputs: Int, hidden: Int, classes: Int) -> [Layer] {
    [
      Layer("flatten", Flatten()),
      Layer("fc6", Linear(inputs: inputs, outputs: hidden)), Layer("relu6", ReLU()), Layer("drop6", Dropout()),
      Layer("fc7", Linear(inputs: hidden, outputs: hidden)), Layer("relu7", ReLU()), Layer("drop7", Dropout()),
      Layer("fc8", Linear(inputs: hidden, outputs: classes)), Layer("softmax", Softmax()),
    ]
  }

  /// The AlexNet of torchvision: fewer maps, no normalisation, dropout before the fully connected layers, no softmax.
  ///
  /// Source: Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks".
  private static var torchvision: Architecture {
    let layers = [
      Layer("conv1", Convolution(outChannels: 64, kernel: 11, stride: 4, padding: 2)), Layer("relu1", ReLU()),
      Layer("pool1", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv2", Convolution(outChannels: 192, kernel: 5, padding: 2)), Layer("relu2", ReLU()),
      Layer("pool2", MaxPooling(kernel: 3, stride: 2)),
      Layer("conv3", Convolution(outChannels: 384, kernel: 3, padding: 1)), Layer("relu3", ReLU()),
      Layer("conv4", Convolution(outChannels: 256, kernel: 3, padding: 1)), Layer("relu4", ReLU()),
      Layer("conv5", Convolution(outChannels: 256, kernel: 3, padding: 1)), Layer("relu5", ReLU()),
      Layer("pool5", MaxPooling(kernel: 3, stride: 2)),
      Layer("avgpool6x6", AdaptiveAveragePooling(side: 6)), Layer("flatten", Flatten()),
      Layer("drop5", Dropout()), Layer("fc6", Linear(inputs: 256 * 6 * 6, outputs: 4096)), Layer("relu6", ReLU()),
      Layer("drop6", Dropout()), Layer("fc7", Linear(inputs: 4096, outputs: 4096)), Layer("relu7", ReLU()),
      Layer("fc8", Linear(inputs: 4096, outputs: 1000)),
    ]
    return Architecture(name: "torchvision", input: [3, 224, 224], layers: layers)
  }

  /// LeNet-5 as it is rebuilt today: plain average pooling, C3 sees all maps, no radial basis functions at the end.
  ///
  /// Source: LeCun et al. 1998, "Gradient-based learning applied to document recognition", section II.
  private static var leNet: Architecture {
    let layers = [
      Layer("C1", Convolution(outChannels: 6, kernel: 5)), Layer("tanh1", Tanh()),
      Layer("S2", AveragePooling(kernel: 2)),
      Layer("C3", Convolution(outChannels: 16, kernel: 5)), Layer("tanh3", Tanh()),
      Layer("S4", AveragePooling(kernel: 2)),
      Layer("C5", Convolution(outChannels: 120, kernel: 5)), Layer("tanh5", Tanh()), Layer("flatten", Flatten()),
      Layer("F6", Linear(inputs: 120, outputs: 84)), Layer("tanh6", Tanh()),
      Layer("out", Linear(inputs: 84, outputs: 10)),
    ]
    return Architecture(name: "lenet-5", input: [1, 32, 32], layers: layers)
  }
}
