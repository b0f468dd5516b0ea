" A .net file is netc's when it has a net, a block or a train section.
autocmd BufRead,BufNewFile *.net call s:Detect()
function! s:Detect() abort
    for line in getline(1, 200)
        if line =~# '^\s*\(net\|block\|train\|param\|import\)\>'
            set filetype=netc
            return
        endif
    endfor
endfunction
