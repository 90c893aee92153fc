[ ./a ../b/c.nix /etc/x ~/y <nixpkgs> <a/b> ./a${b}/c-${d}.nix ./${e} a/b ]
