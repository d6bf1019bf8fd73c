"""What a loss is made of, and words by which something of that is fixed, tied, cut or left out.

“The scores are halved”, “the embeddings are tied”, “treat $\\hat y$ as a constant”: then the
derivative of the loss is another one.  What is held fixed matters where it is computed from the
variables, as the predictions are; a vector beside them is held fixed by every partial derivative.
"""

import re

from derivcheck.source.pattern import later

_PREDICTED = r"(?:\\hat|\\widehat|P\s*\(|p\s*\(|\\sigma|\\theta|Z\b|z\b|s\b)"
_COMPUTED = (
    rf"(?:\$[^$\n]{{0,3}}{_PREDICTED}[^$\n]{{0,24}}\$|predict\w*|probabilit\w+|scores?|logits?"
    r"|softmax(?:es)?(?:\s+\w+)?|normali[sz]\w+(?:\s+(?:constant|factor|term))?|denominators?"
    r"|partition\s+function|sigmoids?|outputs?|(?:inner|dot)\s+products?)"
)
_MADE_OF = (
    r"(?:embeddings?(?:\s+matri\w+)?|(?:(?:word|input|output|context|cent(?:er|re)|outside)\s+)?"
    r"vectors?|vocabular\w+|negatives?(?:\s+samples?)?|predict\w*|probabilit\w+|scores?|logits?"
    r"|soft-?max(?:es)?|normali[sz]\w+|denominators?|partition\s+function|(?:inner|dot)\s+products?"
    r"|summ?(?:and|ation)?s?|exponents?|exponentials?|logarithms?|labels?|targets?|log-?sum\S*(?:\s+terms?)?"
    r"|(?:first|second|third|last|positive|negative|log|sum|each|every)\s+(?:terms?|parts?|pairs?))"
)
_SYMBOL = r"\$[^$\n]{1,24}\$"
_FEW = r"(?:(?!(?:not|never|no|because|since)\b)[\w'’-]+\s+){0,3}?"
_IS = (
    r"\s+(?:(?:of|for|in)\s+(?:[\w-]+\s+|\$[^$\n]{1,16}\$\s+){1,4}?)?"
    r"(?:is|are|gets?|be|being|was|were|ha(?:s|ve)\s+been)\s+(?:(?:now|then|also|first|here|all|both|each|only|simply"
    r"|further|always)\s+)*"
)
_ALTERED = (
    r"(?:halved|doubled|tripled|squared|cubed|negated|flipped|scaled|rescaled|shifted|clipped|capped"
    r"|truncated|rounded|quanti[sz]ed|masked|thresholded|binari[sz]ed|smoothed|sharpened|tempered"
    r"|averaged|weighted|re-?weighted|(?:up|down)-?weighted|damped|tied|untied|shared|frozen|detached"
    r"|ignored|neglected|dropped|omitted|left\s+out|removed|excluded|discarded|pruned|restricted"
    r"|limited|approximated|corrupted|perturbed|regulari[sz]ed|penali[sz]ed|standardi[sz]ed"
    r"|divided|multiplied|counted\s+(?:twice|double)|raised\s+to|cut\s+(?:off|short|down)"
    r"|mixed\s+with|replaced)"
)
_ALTERS = (
    r"(?:(?:halv|doubl|tripl|negat|re-?scal|scal|truncat|quanti[sz]|ti|ty|shar|ignor|remov"
    r"|exclud|prun|divid|replac)(?:e[sd]?|ing)"
    r"|(?:flip|shift(?!\s+of)|clip|cap|mask|threshold|smooth|sharpen|re-?weight|detach|neglect|drop"
    r"|omit|discard|restrict|limit|dampen|approximate)(?:p?ing|t?ing|ed|s)?|leav(?:e|es|ing)\s+out"
    r"|weighting|multipl(?:y|ying|ies)|keep(?:s|ing)?\s+only)"
)
_FIXES = (
    r"(?:treat|regard|consider|view|hold|held|keep|kept|tak(?:e|ing)|fix|freez|assum|suppos|pretend"
    r"|let|imagin)\w*"
)
_FIXED = (
    r"(?:constants?|fixed|frozen|given\s+numbers?|independent|detached|held\b|not\s+depend\w*"
    r"|(?:without|no)\s+(?:a\s+)?gradients?)"
)
_OVER_FEW = (
    r"(?:only|just|merely|solely)\s+(?:over|through|across|up\s+to)|over\s+(?:only|just|fewer|less"
    r"|an?\s+(?:few|subset|sample|handful|part|random|small|short|fraction|hundred|dozen)|some\b"
    r"|the\s+(?:top|first|nearest|most|more|sampled|frequent|few|batch|candidates?)"
    r"|sampled|candidates?|frequent|\d+\s|two\b|three\b|ten\b|half\b|\$[^$\n]{0,8}(?:\\neq?\b|≠))"
)
# what the softmax and its gradient do in any case: “each vector is weighted by its probability”
_AS_EVER = (
    r"\s+by\s+(?:(?:its|their|the|this|same|all|own|predicted|model|softmax|corresponding)\s+)*(?:probabilit"
    r"|normali[sz]|sum\b|total|partition|denominator|\$\s*\\(?:hat|widehat))"
)
_CENTRE = r"(?:cent(?:er|re)|input)(?:\s*-?\s*words?)?"
_OUTER = r"(?:outside|output|context)(?:\s*-?\s*words?)?"
_NAMES = (
    r"\s+(?:(?:now|here|then|always)\s+)*(?:denotes?|is|are|be|holds?|contains?|stores?|collects?"
    r"|means|stands?\s+for)\s+(?:(?:now|the|an?|our|all|matri\w+|vectors?|embeddings?|table|one-hot|true"
    r"|empirical|distributions?|labels?|encoding|of|for|with|whose|columns|are)\s+)*"
)
CHANGES = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_MADE_OF}|{_COMPUTED}|{_SYMBOL}){_IS}{_ALTERED}\b(?!\s+into\b|{_AS_EVER})",
        # “scaled by the vectors”, “multiplying the error vector by”: something else is altered
        rf"\b{_ALTERS}\s+(?!by\b|(?:\w+\s+){{0,2}}?(?:errors?|residuals?|differences?|gradients?)\b"
        rf"|(?:the\s+)?(?:(?:super|sub)?scripts?|index|explicit|arrow|hat|bold|both"
        rf"\s+sides|(?:whole\s+)?equation|matrix))(?:the\s+|all\s+|each\s+|every\s+|out\s+|both\s+|our\s+)*{_FEW}"
        rf"{_MADE_OF}(?!\s+(?:into|because|since|as\b|by\s+the\s+(?:chain|product)))",
        # “scaling $x$ by the error” goes on with a derivation, “we halve $s$” with another model
        rf"\b(?:halv|doubl|tripl|negat|clip|truncat|detach|freez|flip|ignor|neglect|drop|omit)(?:p?e?s|p?e|)"
        rf"\s+(?:also\s+|all\s+)?{_SYMBOL}",
        # “(scores halved)”, “with the scores halved”
        rf"(?:[(\[]\s*|\bwith\s+|\A\s*)(?:the\s+|all\s+|our\s+)*{_FEW}(?:{_MADE_OF}|{_COMPUTED})\s+{_ALTERED}"
        rf"\b(?!\s+into\b|{_AS_EVER})",
        # a score that is more than the product of two vectors: $u_w^\top A v_c$
        r"\b(?:scores?|logits?)\s+(?:(?:of|for)\s+\S+(?:\s+\w+)?\s+)?(?:is|are|be|becomes?)\s+(?:now\s+)?"
        r"\$(?=[^$]*(?-i:[uU]))(?=[^$]*(?-i:(?<!\\)\b[vV]|[vV]_))[^$]*(?-i:(?<![\\a-zA-Z])[A-SW-Z](?![a-z])|[2-9]|/"
        r"|\\(?:frac|sqrt|tanh)\b|\+)[^$]*\$",
        rf"\b{_FIXES}\s+(?:the\s+|that\s+)?{_FEW}{_COMPUTED}\s+(?:(?:as|to\s+be|is|are|do(?:es)?|be"
        rf"|were|if)\s+)*(?:(?:it|they|a|an|were|was|now|here|of)\s+)*{_FIXED}",
        rf"{_COMPUTED}{_IS}(?:(?:treated|regarded|considered|viewed|taken|seen|assumed|kept|held)\s+"
        rf"(?:as\s+|to\s+be\s+)?(?:a\s+)?)?{_FIXED}(?!\s+(?:under|on|vocab|of\s+(?:each|one)))",
        rf"{_COMPUTED}\s+do(?:es)?\s+not\s+(?:depend|change|vary)\b(?!\s+on\s+(?:\$[yo]\b|the\s+(?:true|label|target)))",
        rf"\bwith\s+(?:the\s+)?{_COMPUTED}\s+(?:held\s+|kept\s+)?{_FIXED}",
        r"\b(?:scores?|logits?|exponents?|predictions?|probabilit\w+)\s+(?:(?:of|for)\s+\S+(?:\s+\w+)?"
        r"\s+)?(?:(?:is|are|be|becomes?)\s+(?:now\s+)?(?:(?:twice|half|\w+\s+times)\b|\$\s*(?:\d|\\frac|-"
        r"|\\(?:alpha|beta|gamma|lambda|tau|kappa)(?![a-z])))|(?:gets?|has|have|carr(?:y|ies))\s+(?:an?\s+)?"
        r"(?:\w+\s+)?(?:factor|weight|coefficient|bias)|(?:is|are)\s+not\s+normali[sz]ed)",
        r"\b(?:denominator|normali[sz]er|normali[sz]ation|partition\s+function)\s+(?:\w+\s+){0,3}?(?:over\s+(?:the\s+)?"
        r"(?:negatives?|others?|candidates?)|excludes?|omits?|lacks?|skips?|leaves?\s+out|without)\b",
        r"\bonly\s+(?:the\s+)?(?:[\w$-]+\s+){0,3}?words?\s+(?:take|enter|appear|count|contribut|occur)",
        rf"\bsum\w*\s+(?:(?:is|are|runs?|goes|taken|extends|ranges|being|then|now|here)\s+){{0,3}}"
        rf"(?:{_OVER_FEW})",
        r"\bsum(?:s|ming|mation)?\s+(?:is\s+|now\s+)*(?:excludes?|skips?|omits?|leaves?\s+out|lacks?"
        r"|misses|restricted|truncated|limited)",
        r"\bweight[- ]tying|\btied\s+(?:weights?|embeddings?|vectors?|matri\w+|parameters?)"
        r"|\bshar(?:e|es|ed|ing)\s+(?:the\s+|an?\s+|one\s+|their\s+|same\s+|all\s+)*"
        r"(?:(?:word|embedding|weight|parameter|vector)\s+)?(?:weights?|embeddings?|matri\w+"
        r"|parameters?|vectors?)",
        r"(?:embeddings?|matri(?:x|ces)|vectors?|\$U\$|\$V\$)\s+(?:are|is|coincide\b)\s*(?:now\s+"
        r"|all\s+|both\s+)?(?:the\s+same(?:\s+(?:matrix|vectors?|thing))?\s*(?=[.,;:$]|\Z)|identical|equal\s+to\s+each"
        r"|one\s+and\s+the\s+same|tied|shared)",
        r"\b(?:embeddings?|matrices|vectors?)\s+(?:of\s+[^.$]{1,50}\s+)?coincide\b"
        r"|\b(?:only|just)\s+one\s+(?:embedding|vector|matrix|table|set\s+of)",
        r"\b(?:embeddings?|vectors?|matrices)\s+(?:of\s+[^.$]{1,30}\s+)?(?:are|is)\s+(?:now\s+)?one\s+(?:and\s+the\s+same\s+)?"
        r"(?:vector|matrix|thing)",
        r"\b(?:one|a\s+single|the\s+same)\s+(?:embedding\s+)?matrix\s+(?:is\s+used\s+)?for\s+(?:both"
        r"|input|words?\s+and)",
        # two letters of the loss are one
        r"\$\s*(?:\\[a-z]+\{)?(?-i:[A-Z])\}?\s*=\s*(?:\\[a-z]+\{)?(?-i:[A-HJ-Z])\}?"
        r"(?:\^\{?(?:\\top|T)\}?)?\s*\$",
        r"\$\s*[a-z]_\{?(?P<one>\w)\}?\s*=\s*[a-z]_\{?(?P=one)\}?\s*\$",
        # “where $U$ denotes the matrix of centre vectors”: a letter is what another one was
        rf"\$\s*(?-i:U|u_\{{?\w\}}?)\s*\${_NAMES}{_CENTRE}\b(?!\s*(?:and|or|/|,))"
        rf"|\$\s*(?-i:V|v_\{{?c\}}?)\s*\${_NAMES}{_OUTER}\b(?!\s*(?:and|or|/|,))"
        rf"|\$\s*(?-i:\\(?:hat|bm|mathbf|boldsymbol)\s*\{{?\s*y\}}?|y|o)\s*\${_NAMES}{_CENTRE}\b",
        r"\b(?:swap|exchang|interchang)\w*\s+(?:the\s+)?(?:roles?|\$\s*(?-i:[UV]|[uv]_))|\broles?\s+(?:of\s+[^.]{1,50}\s+)?are\s+(?:exchanged|swapped"
        r"|interchanged|reversed)|\bchang\w*\s+(?:their|the)\s+roles",
        # the outside vectors depend on the centre vector, or stand behind a map
        r"(?:\$\s*(?-i:[UV]|u_\{?\w\}?)\s*\$|\b(?:outside|context|output|word)\s+vectors?)\s+(?:also\s+|now\s+|all\s+)*(?:depends?\s+on"
        r"|(?:is|are|be)\s+(?:an?\s+)?(?:functions?\s+of|computed|produced|generated))\b",
        r"\bscores?\s+(?:\w+\s+){0,3}?(?:be|is|are)\s+\$[^$]*(?:(?-i:\bW\b)|\\tanh|\+\s*b\b|\\\||\\lVert)[^$]*\$",
        r"\b(?:put|insert)\w*\s+(?:an?\s+)?(?:\w+\s+)?(?:matrix|layer|non-?linearity)\b"
        r"|\b(?:pass|map|send|transform)\w*\s+\$[^$]{1,12}\$\s+(?:first\s+)?(?:through|by|with|to)\b"
        r"|\bvectors?\s+(?:is|are)\s+(?:\w+\s+)?(?:mapped|transformed)\s+(?:by|through|with|to)\b",
        r"\b(?:from|by|on)\s+the\s+mean\s+of\s+(?:the\s+|all\s+)?(?:context|outside|window|surrounding)\b",
        r"\bgradients?\s+(?:is|are|does|do|that|which)?\s*(?:not\s+)?(?:stopp?ed|blocked|cut|detached"
        r"|not\s+(?:flow|pass|propagat)\w*|flow\s+only)|\bno\s+gradients?\s+(?:flows?|pass\w*|through)\b"
        r"|\b(?:stop|block|cut)\w*\s+(?:the\s+)?gradients?\b"
        r"|(?:not|never|without)\s+(?:back-?prop\w*|differentiat\w*)\s+through",
        # in so many words: a list of topics names them, too
        r"\b(?:use[sd]?|using|for|consider|with|take|train\w*|instead|replac\w*|is|are|be|by|as|under"
        r"|mit|avec|con)"
        r"\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:(?:sampled|hierarchical|adaptive|truncated|sparse|tempered)"
        r"\s+soft-?max|sparsemax"
        r"|cosine\s+(?:similarit|of)\w*|noise[- ]contrastive|importance\s+sampling"
        r"|(?:pairwise\s+)?ranking\s+loss|(?:mean[- ])?squared\s+errors?|hinge|perplexity)\b",
        r"\bbias(?:es)?\s+(?:terms?\s+)?(?:is|are)\s+added"
        r"|\badd\w*\s+(?:an?\s+)?bias|\b(?:soft|smoothed|noisy)\s+(?:labels?|targets?)\b"
        r"|(?:labels?|targets?|\$y\$)\s+(?:is|are)\s+(?:(?:now|no\s+longer|not)\s+)*(?:soft|one-hot\s+any)"
        r"|(?:no\s+longer|not)\s+(?:a\s+)?one-?hot\b",
        r"\b(?:count\w*|enter\w*|appear\w*)\s+(?:twice|double|half|only\s+once)\b",
        # other models: a layer that is frozen, another activation, what is left out of the data
        r"\b(?:layers?|weights?|parameters?|bias(?:es)?|activations?)\s+(?:is|are)\s+(?:(?:now|all|both|here)\s+)*"
        r"(?:frozen|shared|tied|detached|masked|pruned|clipped|dropped|quanti[sz]ed)\b",
        r"\b(?:ratings?|examples?|entries|observations?|data(?:\s+points?)?|samples)\s+(?:is|are)\s+(?:now\s+)?(?:left\s+out"
        r"|ignored|dropped|excluded|removed|omitted|masked|discarded|missing)\b",
        r"\b(?:use[sd]?|using|with|replac\w*|tak(?:e|ing)|now)\s+(?:an?\s+|the\s+)?(?:leaky\s+)?(?:ReLUs?|tanh|hyperbolic\s+tangent|softplus"
        r"|GELU|identity|linear|swish)\b[^.\n]{0,24}\bactivations?\b|\bactivation(?:\s+function)?\s+is\s+(?:now\s+)?(?:an?\s+|the\s+)?"
        r"(?:ReLU|tanh|hyperbolic|softplus|GELU|identity|linear|swish)",
        r"\b(?:add|with|introduc|us)(?:s|es|ed|ing|e)?\s+(?:an?\s+)?(?:residual|skip)[- ]connect\w+"
        r"|\bsoftmax\s+has\s+a\s+temperature|\b(?:leav\w+\s+out|drop\w*|omit\w*|ignor\w*)\s+the\s+temperature\b",
        r"\b(?:residual|skip)[- ]connect\w+\s+adds\b"
        r"|\b(?:dropout|batch-?\s?norm\w*|layer-?\s?norm\w*|noise)\s+is\s+(?:(?:then|now|also|first)\s+)?(?:applied|added|inserted|used)\b",
        r"\bonly\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+the\s+)?(?:data|examples|samples|observations|points|rows)\s+"
        r"(?:is|are)\s+(?:used|kept|seen|observed|counted)\b",
        r"\btemperature\s+(?:of|is|equals|be)\s+(?:set\s+to\s+|now\s+|always\s+)*"
        r"(?!(?:\$[^$=]*=)?\s*\$?(?:1\b|one\b))(?=\$|\d|two|ten|half)",
        # “where $\hat y$ stands for $U^\top v_c$”
        r"\$\s*\\(?:wide)?hat[^$\n]{1,16}\$\s+(?:now\s+)?(?:stands?\s+for|denotes?|means?|is|be)\s+"
        r"\$(?![^$]*(?:softmax|\\exp|(?<![a-z])e\^|[Pp]\(|\\Pr|\\frac|\\in\b))[^$]*(?-i:[uU])[^$]*\$",
        r"\breplac\w*\s+(?:the\s+)?\$[^$\n]{1,16}\$\s+(?:by|with)\s+(?:its|their)\s+(?:(?:own|positive|negative|moving|running)\s+)*"
        r"(?:square|root|cube|average|mean|log|sign|absolute|exponential|inverse|sigmoid|tanh|estimate)",
        r"\\propto\s*\\exp[^$]*(?:[2-9]|\\tau|\\beta|/|\\frac)[^$]*\$",
        r"\b(?:revers\w+|weighted|balanced|masked|generali[sz]ed)\s+cross-?\s?entropy\b",
        r"\bwith\s+(?:an?\s+)?(?:extra\s+|additional\s+)?(?:pre-?)?factor\s+(?:of\s+)?(?:two|three|ten|half|\d)",
        r"(?:\$y\$|\b(?:labels?|targets?|true\s+distribution)(?:\s+\$y\$)?)\s+(?:has|have|with|contains?)\s+(?:(?:exactly|at\s+least)\s+)?"
        r"(?:two|three|four|several|many|more\s+than\s+one)\b",
        r"\$y\$\s+(?:(?:is|be|denotes?|holds?|contains?)\s+)?(?:the\s+)?(?:vectors?\s+of\s+)?(?:counts?|frequenc\w+)\b",
        r"\bcounted\s+with\s+(?:its\s+|their\s+)?(?:multiplicit|frequenc|weight)",
        # a vocabulary in which words are not told apart
        r"\b(?:(?:occurs?|stands?|listed|contained|included|present)\s+(?:twice|several\s+times|more\s+than\s+once"
        r"|\w+\s+times)|repeated)\s+in\s+the\s+(?:vocabulary|sum|denominator)\b"
        r"|\b(?:vocabulary|sum|denominator)\s+(?:lists?|contains?|has|counts?|includes?)\s+[^.]{1,30}\stwice\b",
        r"\bwithout\s+(?:the|its|a)\s+(?:minus|sign|normali[sz]\w*|denominator|logarithm|log|sum)\b"
        r"|\bopposite\s+sign\b|\b(?:only|just)\s+(?:the\s+)?(?:top|first|most\s+frequent|a\s+few|some)"
        r"[- ]?\S{0,12}\s+words?\b",
        # what is differentiated depends on more than it does in the problem, or is not all
        r"(?:\$y\$|\blabels?|\btargets?)\s+(?:also\s+|may\s+|now\s+)*(?:depends?\s+on|(?:is|are)\s+(?:produced|computed"
        r"|generated|predicted|estimated)\b)",
        r"\b(?:natural|riemannian|projected|clipped|normali[sz]ed|preconditioned|accumulated|smoothed)\s+gradient"
        r"|\b(?:gradient|derivative)s?\s+(?:\w+\s+){0,2}?(?:on|along)\s+the\s+(?:unit\s+)?(?:sphere|manifold)",
        r"\b(?:expectations?\s+(?:over|is|of|with)|in\s+expectation)\b(?!\s+(?:(?:the|all|outside|context|word)\s+)*"
        r"(?:vectors?\b|(?:over\s+)?(?:the\s+|our\s+)?model))",
        r"\b(?:summed|averaged|added\s+up|integrated|accumulated|sum\s+is\s+taken)\s+over\s+(?:the\s+|all\s+|our\s+|each\s+)*"
        r"(?:cent(?:er|re)|training|positions?|examples?|pairs?|batch|data|corpus|sentences?|documents?)\b",
        r"\b(?:pairs?|terms?|samples?|examples?|negatives?|residuals?|errors?|points?)\s+(?:now\s+)?(?:have|has|gets?|carr(?:y|ies)|receives?)\s+"
        r"(?:an?\s+|the\s+)?(?:\w+\s+)?(?:weight|factor|coefficient)",
        r"\b(?:negatives?|samples?|\$w_k\$)\s+(?:(?:may|can|could|might|do|are\s+allowed\s+to|also|even)\s+)+(?:include"
        r"|contain|coincide\s+with|equal|be|hit)\s+(?:the\s+)?(?:(?:true|positive|target|outside|context|observed)\s+word"
        r"|\$o\$)|\$\s*w_k\s*=\s*o\s*\$\s+(?:for\s+some|is\s+(?:possible|allowed)|may|can)",
        # “$w$ ranges over the context words only”
        rf"\$\s*[a-z]\s*\$\s+(?:only\s+)?(?:ranges?|runs?|goes|varies|is\s+taken)\s+(?:{_OVER_FEW}"
        r"|over\s+(?:the\s+)?(?:context|neighbou?r|negative|sample|window|batch|other)\w*)",
        # German, French, Spanish, Chinese
        r"\b(?:betracht|behandel|halten|nehmen)\w*[^.]{0,40}\b(?:konstant|fest)\b|\b(?:konstant|fest)\s*"
        r"(?:betrachte|behandel|angesehen|gehalten|halten)\w*|\bals\s+(?:eine\s+)?"
        r"Konstanten?\b|\b(?:halbier|verdoppel|gekoppelt|koppeln|eingefroren|vernachlässig"
        r"|weggelassen|weglassen|lassen\s+wir[^.]{0,40}\bweg\b|eingeschränkt|abgeschnitten|skalier"
        r"|geteilte?\s+(?:Gewicht|Einbettung|Vektor)|nur\s+über)\w*",
        r"\bcomme\s+(?:une?\s+)?(?:constantes?|fix\w+|donnée?s?)\b|\b(?:partag|divis\w+\s+par\s+deux|gelé"
        r"|figé|néglig|omet|omis|restrei|pondér|sont\s+liés|moitié|seulement\s+sur|que\s+sur)\w*",
        r"\bcomo\s+(?:una?\s+)?constantes?\b|\b(?:compart(?:e|id|im)|congel|(?:se|nos)\s+ignora|ignoramos|desprec|omiti|"
        r"restring|mitad|duplic|sólo\s+sobre|solo\s+sobre|atad[ao])\w*",
        r"(?:视|看|当|作)(?:为|作|成)?(?:一个)?常[数量]|共享|绑定|冻结|忽略|略去|减半|加倍|翻倍|截断"
        r"|停止梯度|不(?:回传|传播)|只对[^。\n]{0,12}求和",
    )
)
