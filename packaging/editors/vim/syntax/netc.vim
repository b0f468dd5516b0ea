" Highlighting of netc's .net files, printed by `netc help --format=vim`.
if exists('b:current_syntax') | finish | endif
syn keyword netcKeyword net block train import param repeat in if else from and or not
syn keyword netcLayer input conv conv_transpose depthwise dense maxpool avgpool globalavgpool globalmaxpool reduce batchnorm layernorm groupnorm instancenorm rmsnorm affine dropout flatten reshape permute shuffle depth_to_space space_to_depth slice crop pad resize upsample identity concat add sub mul div pow maximum minimum relu prelu leaky elu celu selu gelu silu mish hardswish sigmoid hardsigmoid tanh softsign softplus clip exp log sqrt abs softmax log_softmax
syn keyword netcTrain data validation classes class_weight loss target teacher optimizer batch accumulate quantize average lookahead decay rate epochs stop seed weights freeze unfreeze augment schedule
syn keyword netcChoice binary_crossentropy contrastive cosine crossentropy dice distillation focal huber mae mse soft_crossentropy supcon triplet
syn keyword netcChoice adam adamw lamb lion muon rmsprop sgd
syn keyword netcChoice constant step exponential cosine restarts onecycle polynomial plateau
syn keyword netcArgument size scale mean std order resize filters stride dilation groups same valid pad nobias init deviation algorithm outpad multiplier units top bottom left right ceil countpad keepdims op over eps momentum nogamma nobeta rate factor rows columns channels mode value align round axis max slope alpha approximate beta shift min margin unit smoothing smooth temperature share gamma delta mining distance beta1 beta2 decay clip clipnorm global_clipnorm nesterov steps normed dense others other_momentum rho velocity warmup every grow fall rise start end linear power monitor patience min_delta kind path validation target categories ignore missing weight file images test what weights name drop_last count type keep number flip rotate crop alternate brightness contrast cutout saturation hue randaugment draws erase mixup cutmix
syn keyword netcTrain labels
syn match netcNumber /\<\d\+\(\.\d\+\)\?\(e[-+]\?\d\+\)\?\>/
syn match netcNumber /\<\d\+\(x\d\+\)\+\>/
syn match netcLabel /[A-Za-z_$][A-Za-z0-9_${}]*\s*:/me=e-1
syn match netcVariable /\$\({\w\+}\|\w\+\)/ containedin=netcLabel
syn region netcString start=/"/ end=/"/ oneline
syn match netcComment /#.*$/ contains=@Spell
hi def link netcKeyword Keyword
hi def link netcLayer Function
hi def link netcTrain Statement
hi def link netcChoice Constant
hi def link netcArgument Identifier
hi def link netcNumber Number
hi def link netcLabel Label
hi def link netcVariable Special
hi def link netcString String
hi def link netcComment Comment
let b:current_syntax = 'netc'
