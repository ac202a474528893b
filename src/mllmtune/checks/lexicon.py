"""How are the names of the field spelt? Methods, models, data sets and abbreviations that have capitals inside.

Only names that are no words of a language, and that everybody spells alike; a name that two papers spell in two ways
(FLoRA, Flora) is left out. Methods: the verified facts of the curated library; the others: the titles of their papers.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAMES = """
AdaLoRA AutoLoRA BiLoRA ChatGPT CorDA DeLoRA DoRA DyLoRA GaLore LoRA LoRAs LoRASculpt LoRAMoE LoraHub LoftQ LongLoRA
LoSparse MELoRA MiLoRA MoSLoRA MTLoRA OLoRA PiSSA PRoLoRA QLoRA ReLoRA RoSA ShareLoRA TeamLoRA VeLoRA
AdaptFormer AdapterFusion AlphaEdit AutoPrompt CoCoOp CoOp DePT DualCoOp KgCoOp MaPLe PromptKD PromptSRC ProGrad
ProText TIES BitFit
BLIP CLIP InstructBLIP LLaVA LanguageBind MiniGPT MobileVLM NExT OpenCLIP OpenFlamingo PaLI TinyLLaVA VideoLLaMA
InternVL InternLM MiniCPM DeepSeek mPLUG SigLIP BEiT ViLT VideoGPT VideoChat PointLLM HuggingGPT MetaGPT WebGPT ShareGPT
CodeBERT BioBERT MobileBERT StarCoder
VisualBERT ViLBERT VideoBERT LXMERT UNITER ALBEF CogVLM CogAgent
BERT DeBERTa DistilBERT RoBERTa SciBERT TinyBERT SpanBERT XLNet ELMo GPT InstructGPT PaLM MiniLM BERTScore
AlexNet DenseNet EfficientNet FractalNet GoogLeNet ImageNet MobileNet MobileNets PointNet ResNet ResNets ResNeXt
SegNet ShuffleNet SqueezeNet UNet WaveNet WordNet ConceptNet ShapeNet ActivityNet AudioSet
DeiT ViT ViTs NeRF NeRFs YOLO DETR SimCLR MoCo StyleGAN CycleGAN BigGAN InfoGAN WGAN StackGAN GAN GANs VQGAN VQVAE
AlphaGo AlphaFold AlphaZero MuZero
CIFAR COCO MNIST SQuAD GLUE SuperGLUE VQA ScienceQA TriviaQA HotpotQA TextVQA KITTI
CNN CNNs RNN RNNs LSTM LSTMs GRU LLM LLMs MLLM MLLMs LVLM LVLMs VLM VLMs MoE NLP PEFT RLHF
PyTorch TensorFlow DeepSpeed FlashAttention XGBoost LightGBM CatBoost DeepMind SciPy NumPy
word2vec fastText GloVe AdaBoost AdaGrad AdaDelta RMSProp OpenMP MapReduce
"""
# These are words, too (a clip, a rose), or names of other things; they are taken for the method only where the title
# begins with them and a colon, a version, or a compound and a colon (`Clip-adapter:`) follows.
_WORDS = frozenset((
    "BLIP", "CLIP", "COCO", "DePT", "GAN", "GLUE", "GRU", "MaPLe", "MoE", "NExT", "PaLM", "PaLI", "RoSA",
    "RoBERTa", "SQuAD", "TIES", "ViT", "GloVe", "CoOp", "MoCo", "DETR", "UNITER", "ELMo", "YOLO", "ViTs",
    "GANs", "KITTI", "OLoRA",
))  # fmt: skip
_SPELLINGS = {name.lower(): name for name in _NAMES.split()}
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_COLON_OR_VERSION = re.compile(r"\s*(?::|-?\s?\d)|(?:-[a-z]+)+:", re.IGNORECASE)


class Misspelt(NamedTuple):
    """A name without its capitals, where it stands in the title, and how it is spelt."""

    said: str
    start: int
    right: str


def misspelt(title: str) -> Iterator[Misspelt]:
    """Give the names in a title that have lost their capitals: ``Lora`` and ``lora``, but not ``LORA``."""
    for match in _TOKEN.finditer(title):
        said = match[0]
        right = _SPELLINGS.get(said.lower())
        if right is None or said == right or said not in (right.lower(), right.capitalize()):
            continue
        behind_command = title[match.start() - 1 : match.start()] == "\\"
        is_name = right not in _WORDS or (match.start() == 0 and _COLON_OR_VERSION.match(title, match.end()))
        if is_name and not behind_command:
            yield Misspelt(said, match.start(), right)
