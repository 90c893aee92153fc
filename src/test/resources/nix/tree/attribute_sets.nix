{
  # what it is for
  a = 1;
  b.c."d e".${f} = [ ]; /* behind */
  ${"g"} = rec { h = 1; };
  inherit i "j" or;
  inherit (k.l) m;
}
