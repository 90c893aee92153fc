{
  outputs = { self }: {
    lib.eachDefaultSystem =
      perSystem:
      let
        systems = [ "x86_64-linux" "aarch64-linux" ];
        names = builtins.attrNames (perSystem "x86_64-linux");
        each = name: builtins.listToAttrs (map (system: { name = system; value = (perSystem system).${name}; }) systems);
      in
      builtins.listToAttrs (map (name: { inherit name; value = each name; }) names);
  };
}
