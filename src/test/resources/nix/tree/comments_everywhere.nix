# head
{ /* a */ a /* b */ = /* c */ 1 # d
  ; }
# tail
