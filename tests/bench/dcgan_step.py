#!/usr/bin/env python3
"""Repeats the step that bench_dcgan_step wrote with Torch's own layers and prints how far the two are apart.

    bench_dcgan_step FOLDER && dcgan_step.py FOLDER

The network is the one of Radford et al. 2016 as the reference implementation lays it out: strided 4x4 convolutions, batch norm, ReLU
and leaky ReLU 0.2, binary cross-entropy on real and drawn batches one after the other, Adam 2e-4 with beta1 0.5. Differences are relative to
the largest value of the tensor; exits 1 above the tolerance (1e-3: fp32 sums in another order)."""
import json
import struct
import sys

import numpy as np
import torch
from torch import nn

TOLERANCE = 1e-3
TYPES = {"F32": np.float32, "F64": np.float64, "I64": np.int64}


def read(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    return {name: torch.from_numpy(np.frombuffer(data[t["data_offsets"][0]:t["data_offsets"][1]], TYPES[t["dtype"]]).reshape(t["shape"]).copy())
            for name, t in header.items() if name != "__metadata__"}


def generator(latent, finest, doublings):
    widest = finest << (doublings - 1)
    layers = [nn.ConvTranspose2d(latent, widest, 4, 1, 0, bias=False), nn.BatchNorm2d(widest), nn.ReLU(True)]
    for i in range(doublings - 1):
        layers += [nn.ConvTranspose2d(widest >> i, widest >> (i + 1), 4, 2, 1, bias=False), nn.BatchNorm2d(widest >> (i + 1)), nn.ReLU(True)]
    return layers + [nn.ConvTranspose2d(finest, 3, 4, 2, 1, bias=False), nn.Tanh()]


def discriminator(finest, doublings):
    layers = [nn.Conv2d(3, finest, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True)]
    for i in range(doublings - 1):
        layers += [nn.Conv2d(finest << i, finest << (i + 1), 4, 2, 1, bias=False), nn.BatchNorm2d(finest << (i + 1)), nn.LeakyReLU(0.2, True)]
    return layers + [nn.Conv2d(finest << (doublings - 1), 1, 4, 1, 0, bias=False)]


class Net(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.main = nn.Sequential(*layers)

    def forward(self, x):
        return self.main(x)


folder = sys.argv[1]
before, inputs, after = (read(f"{folder}/{name}.safetensors") for name in ("before", "inputs", "after"))
real, z = inputs["real"], inputs["z"]
doublings = int(np.log2(real.shape[-1])) - 2
g, d = Net(generator(z.shape[1], 64, doublings)), Net(discriminator(64, doublings))
for net, prefix in ((g, "g."), (d, "d.")):
    net.load_state_dict({k[len(prefix):]: v for k, v in before.items() if k.startswith(prefix)}, strict=False)

loss = nn.BCEWithLogitsLoss()
adam = [torch.optim.Adam(net.parameters(), 2e-4, (0.5, 0.999)) for net in (g, d)]
one, zero = torch.ones(len(real)), torch.zeros(len(real))
drawn = g(z[:, :, None, None])
loss_d = loss(d(real).flatten(), one) + loss(d(drawn.detach()).flatten(), zero)
loss_d.backward()
gradient_d = {name: p.grad.clone() for name, p in d.named_parameters()}
adam[1].step()
loss_g = loss(d(drawn).flatten(), one)
loss_g.backward()
gradient_g = {name: p.grad.clone() for name, p in g.named_parameters()}
adam[0].step()


def apart(ours, theirs):
    return float((ours.double() - theirs.double()).abs().max() / theirs.double().abs().max().clamp(min=1e-12))


# Adam's first moment after one step is (1 - beta1) times the gradient.
worst = {"loss_d": apart(after["loss.loss_d"], loss_d.detach()), "loss_g": apart(after["loss.loss_g"], loss_g.detach()),
         "gradients_d": max(apart(after[f"adam_d.{n}.exp_avg"] / 0.5, v) for n, v in gradient_d.items()),
         "gradients_g": max(apart(after[f"adam_g.{n}.exp_avg"] / 0.5, v) for n, v in gradient_g.items()),
         "weights_d": max(apart(after["d." + n], p.detach()) for n, p in d.named_parameters()),
         "weights_g": max(apart(after["g." + n], p.detach()) for n, p in g.named_parameters())}
print(json.dumps({"loss_d": round(loss_d.item(), 6), "loss_g": round(loss_g.item(), 6), "relative_difference": {k: float(f"{v:.2g}") for k, v in worst.items()}}))
# Where a gradient is all but zero Adam's first step has the size of the learning rate and either sign: weights are shown, gradients are judged.
sys.exit(any(worst[k] > TOLERANCE for k in ("loss_d", "loss_g", "gradients_d", "gradients_g")))
