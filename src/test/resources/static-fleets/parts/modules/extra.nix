{ inputs, lib, site, ... }:
{
  config = {
    flake = lib.mkMerge [
      { nixosConfigurations.ash = inputs.nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ { networking.hostName = site; } ]; }; }
      (lib.mkIf (site == "south") { nixosConfigurations.yew = throw "never"; })
    ];
  };
}
