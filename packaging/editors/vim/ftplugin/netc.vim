" Settings for netc's .net files: comments, indentation, `netc fmt` for gq, `netc
" check` for :make.
setlocal commentstring=#\ %s comments=:# shiftwidth=4 expandtab
setlocal formatprg=netc\ fmt\ /dev/stdin
setlocal makeprg=netc\ check\ % errorformat=%f:%l:%c:\ %m
let b:undo_ftplugin = 'setlocal commentstring< comments< sw< et< fp< mp< efm<'
