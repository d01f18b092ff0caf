#!/usr/bin/env python3
"""Repeats the step that bench_dcgan_step wrote with Torch's own layers and prints how far the two are apart.

    bench_dcgan_step FOLDER && dcgan_step.py FOLDER

The network is the one of Radford et al. 2016 as the reference implementation lays it out: strided 4x4 convolutions, batch norm, ReLU
and leaky ReLU 0.2, binary cross-entropy on real and drawn batches one after the other, Adam 2e-4 with beta1 0.5.

The step is repeated in float64, which stands for the truth, and in float32 with Torch's own layers in both memory layouts. Differences are
relative to the largest value of the tensor. float32 alone is off by what batch norm, the kinks of the ReLUs and Adam's first step (learning
rate times the gradient's SIGN) make of rounding; the script exits 1 when ours is off by more than SLACK times as much as Torch's own."""
import json
import struct
import sys

import numpy as np
import torch
from torch import nn

SLACK = 3
FLOOR = 1e-5  # below this nothing is judged: a sum of a few thousand fp32 terms
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


def step(dtype, layout=torch.contiguous_format):
    """One step of both networks -> {figure group: {tensor name: value in float64}}."""
    real, z = inputs["real"].to(dtype).contiguous(memory_format=layout), inputs["z"].to(dtype)
    doublings = int(np.log2(real.shape[-1])) - 2
    g, d = Net(generator(z.shape[1], 64, doublings)), Net(discriminator(64, doublings))
    for net, prefix in ((g, "g."), (d, "d.")):
        net.load_state_dict({k[len(prefix):]: v for k, v in before.items() if k.startswith(prefix)}, strict=False)
        net.to(dtype=dtype, memory_format=layout)

    loss = nn.BCEWithLogitsLoss()
    adam = [torch.optim.Adam(net.parameters(), 2e-4, (0.5, 0.999)) for net in (g, d)]
    one, zero = torch.ones(len(real), dtype=dtype), torch.zeros(len(real), dtype=dtype)
    drawn = g(z[:, :, None, None])
    loss_d = loss(d(real).flatten(), one) + loss(d(drawn.detach()).flatten(), zero)
    loss_d.backward()
    gradient_d = {name: p.grad.double().clone() for name, p in d.named_parameters()}
    adam[1].step()
    loss_g = loss(d(drawn).flatten(), one)
    loss_g.backward()
    gradient_g = {name: p.grad.double().clone() for name, p in g.named_parameters()}
    return {"loss_d": {"": loss_d.detach().double()}, "loss_g": {"": loss_g.detach().double()}, "gradients_d": gradient_d,
            "gradients_g": gradient_g}


def apart(one, other):
    """Largest difference of each group, relative to the largest value of the tensor in `other`."""
    return {group: max(float((one[group][n] - v).abs().max() / v.abs().max().clamp(min=1e-12)) for n, v in tensors.items())
            for group, tensors in other.items()}


truth = step(torch.float64)
torchs = [apart(step(torch.float32, layout), truth) for layout in (torch.contiguous_format, torch.channels_last)]
rounding = {group: max(one[group] for one in torchs) for group in truth}
# Adam's first moment after one step is (1 - beta1) times the gradient.
ours = apart({"loss_d": {"": after["loss.loss_d"].double()}, "loss_g": {"": after["loss.loss_g"].double()},
              "gradients_d": {n: after[f"adam_d.{n}.exp_avg"].double() / 0.5 for n in truth["gradients_d"]},
              "gradients_g": {n: after[f"adam_g.{n}.exp_avg"].double() / 0.5 for n in truth["gradients_g"]}}, truth)
short = lambda figures: {k: float(f"{v:.2g}") for k, v in figures.items()}
print(json.dumps({"loss_d": round(truth["loss_d"][""].item(), 6), "loss_g": round(truth["loss_g"][""].item(), 6),
                  "ours_from_float64": short(ours), "torch_fp32_from_float64": short(rounding)}))
sys.exit(any(ours[group] > max(SLACK * rounding[group], FLOOR) for group in truth))
