{
  plain = "a\"b\${c}$$\n";
  filled = "x${y}${"z${1}"}$";
  indented = ''
    a ''${b} ''' ''\n $$ '$
      ${c}
  '';
  empty = [ "" '''' ];
}
