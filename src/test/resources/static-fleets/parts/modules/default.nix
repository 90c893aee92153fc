{ self, inputs, withSystem, lib, ... }:
let
  mkMachine = { name, system, ... }@machine:
    withSystem system ({ config, ... }:
      inputs.nixpkgs.lib.nixosSystem {
        specialArgs = { inherit inputs; };
        modules = [ ../machines/common.nix { networking.hostName = name; nixpkgs.hostPlatform = lib.mkDefault system; } ]
          ++ (machine.modules or [ ]);
      });
in
{
  flake.nixosConfigurations = {
    elm = mkMachine { name = "elm"; system = "x86_64-linux"; };
    oak = mkMachine { name = "oak"; system = "aarch64-linux"; modules = [ { networking.domain = "north"; } ]; };
  };
}
