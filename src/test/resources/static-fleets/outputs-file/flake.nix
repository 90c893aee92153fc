{
  outputs = inputs: import ./outputs.nix inputs;
  inputs = { nixpkgs.url = "path:@inputs@/nixpkgs"; deploy-rs.url = "path:@inputs@/deploy-rs"; };
}
