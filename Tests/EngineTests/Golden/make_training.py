"""Write ten steps of training as PyTorch makes them in float64: losses, and the parameters at the end.

usage: make_training.py OUT_DIR
Weights, pictures, targets and dropout masks come from the counter of Sources/Engine/Tensor/SeededTensor.swift, so that
they are the same here and there; the network, its data and its descent are those of GoldenTrainingTests.swift.
Needs torch (its CPU build will do) and numpy.
"""
import json, pathlib, sys
import numpy as np, torch, torch.nn.functional as F

out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
torch.set_default_dtype(torch.float64)

SEED, IMAGES, STEPS, CLASSES = 7, 6, 10, 5
RATE, MOMENTUM, DECAY = 0.05, 0.9, 0.02
MASK = 2**64 - 1


def mix(counter):
    """The output function of SplitMix64."""
    z = (counter + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def uniform(counter):
    return np.float32(mix(counter & MASK) >> 40) * np.float32(2 / 16777216) - np.float32(1)


def seeded(shape, seed, tensor, scale):
    base = (seed * 0x9E3779B97F4A7C15 + (tensor << 40)) & MASK
    numbers = [np.float32(scale) * uniform(base + i) for i in range(int(np.prod(shape)))]
    return torch.tensor(np.array(numbers, np.float32).reshape(shape).astype(np.float64))


def mask(shape, step, layer, rate):
    """What a training step of the trainer with this seed keeps in layer `layer`, scaled."""
    mode = mix((mix(SEED) + step) & MASK)
    counter = mix((mix(mode) + layer) & MASK)
    kept = [(uniform(counter + i) + np.float32(1)) / np.float32(2) >= np.float32(rate) for i in range(int(np.prod(shape)))]
    return torch.tensor(np.array(kept, np.float64).reshape(shape)) / (1 - float(np.float32(rate)))


# Layers 0 to 9: conv1, relu1, pool1, conv2, tanh2, flatten, drop3 (0.3), fc3, relu3, drop4 (0.5), and 10: fc4.
shapes = {"conv1": (8, 3, 3, 3), "conv2": (12, 4, 3, 3), "fc3": (16, 192), "fc4": (CLASSES, 16)}
parameters = {}
for number, (layer, shape) in enumerate(shapes.items()):
    fan_in = int(np.prod(shape[1:]))
    scale = np.float32((6 / fan_in) ** 0.5)
    parameters[f"{layer}.weight"] = seeded(shape, SEED, 2 * number, scale).requires_grad_()
    parameters[f"{layer}.bias"] = seeded(shape[:1], SEED, 2 * number + 1, 0.1).requires_grad_()

margins = []


def rectified(x):
    margins.append(x.detach().abs().min().item())
    return F.relu(x)


def scores(x, step):
    p = parameters
    x = rectified(F.conv2d(x, p["conv1.weight"], p["conv1.bias"], padding=1))
    x = F.max_pool2d(x, 3, 2)
    x = torch.tanh(F.conv2d(x, p["conv2.weight"], p["conv2.bias"], padding=1, groups=2)).flatten(1)
    x = x * mask(x.shape, step, 6, 0.3)
    x = rectified(F.linear(x, p["fc3.weight"], p["fc3.bias"]))
    x = x * mask(x.shape, step, 9, 0.5)
    return F.linear(x, p["fc4.weight"], p["fc4.bias"])


weights = [p for name, p in parameters.items() if name.endswith("weight")]
biases = [p for name, p in parameters.items() if name.endswith("bias")]
# The engine's rule is the paper's, v = momentum v - rate (g + decay w); with one rate it is PyTorch's.
optimizer = torch.optim.SGD(
    [dict(params=weights, weight_decay=DECAY), dict(params=biases, weight_decay=0)], lr=RATE, momentum=MOMENTUM)
steps = []
for step in range(STEPS):
    pictures = seeded((IMAGES, 3, 9, 9), SEED, 100 + step, 1)
    targets = [mix(1000 + step * IMAGES + i) % CLASSES for i in range(IMAGES)]
    found = scores(pictures, step)
    loss = F.cross_entropy(found, torch.tensor(targets))
    optimizer.zero_grad()
    loss.backward()
    norm = sum((p.grad**2).sum() for p in parameters.values()).sqrt()
    correct = int((found.argmax(1) == torch.tensor(targets)).sum())
    steps.append(dict(loss=loss.item(), gradientNorm=norm.item(), correct=correct))
    optimizer.step()

# In float32 a number nearer to the corner of ReLU could fall on its other side, and everything after would differ.
assert min(margins) > 3e-6, f"a number {min(margins)} from the corner of ReLU: take another seed"
(out / "steps.json").write_text(json.dumps(dict(torch=torch.__version__, steps=steps), indent=1) + "\n")
for name, p in parameters.items():
    np.save(out / f"{name}.npy", p.detach().numpy().astype(np.float32))
print(f"losses {[round(s['loss'], 4) for s in steps]}, least distance from a corner {min(margins):.1e}")
