{
  inputs = {
    nixpkgs.url = "path:@inputs@/nixpkgs";
    parts = { url = "path:@inputs@/flake-parts"; inputs.nixpkgs-lib.follows = "nixpkgs"; };
    deploy-rs.url = "path:@inputs@/deploy-rs";
  };

  outputs = inputs:
    inputs.parts.lib.mkFlake { inherit inputs; specialArgs.site = "north"; } (top@{ lib, ... }: {
      systems = [ "x86_64-linux" "aarch64-linux" ];
      imports = [ ./modules ./machines/nodes.nix ]
        ++ lib.optional true ./modules/extra.nix
        ++ lib.optionals false [ ./modules/absent.nix ];
      perSystem = { pkgs, ... }: { formatter = pkgs.nixpkgs-fmt; };
    });
}
