#pragma once

// The part of Torch that the project uses. <torch/torch.h> brings optimisers, data loaders and every layer along, and
// each file that sees it pays for their templates: half of its compile time.
#include <torch/autograd.h>
#include <torch/nn/functional.h>
#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>
