package io.github.fleetmigrate.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.edit.FlakeInput.Form;
import io.github.fleetmigrate.edit.OutputsShape.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlakeFileTest {
  private static final String FLAKE =
      """
      {
        inputs = {
          nixpkgs.url = github:nixos/nixpkgs;
          home-manager = {
            url = "github:nix-community/home-manager";
            inputs.nixpkgs.follows = "nixpkgs";
            inputs = { utils.follows = "utils"; };
          };
          sops.url = "github:Mic92/sops-nix";
          sops.inputs.nixpkgs.follows = "nixpkgs";
          secrets = { url = "path:/x"; flake = false; };
        };
        inputs."extra".url = "github:a/b";

        nixConfig = {
          extra-substituters = [ "https://x" ];
        };
        nixConfig.bash-prompt = "x";

        outputs =
          inputs@{ flake-parts, ... }:
          flake-parts.lib.mkFlake { inherit inputs; } {
            imports = [
              ./a.nix
              inputs.sops.flakeModule
            ];
            flake.deploy.nodes = { };
            flake.lib = let deploy = { }; in deploy;
            perSystem = { pkgs, ... }: { devShells.default = pkgs.mkShell { packages = [ ]; }; };
          };
      }
      """;

  private final FlakeFile flake = FlakeFile.of(FLAKE);

  @Test
  void inputsAreReadInEveryForm() {
    assertEquals(
        List.of("nixpkgs", "home-manager", "sops", "secrets", "extra"),
        flake.inputs().stream().map(FlakeInput::name).toList());
    assertEquals(
        List.of(Form.DOTTED, Form.BLOCK, Form.DOTTED, Form.BLOCK, Form.TOP_DOTTED),
        flake.inputs().stream().map(FlakeInput::form).toList());
    assertEquals(Optional.of("github:nixos/nixpkgs"), flake.input("nixpkgs").flatMap(FlakeInput::url));
    FlakeInput homeManager = flake.input("home-manager").orElseThrow();
    assertEquals(Map.of("nixpkgs", "nixpkgs", "utils", "utils"), homeManager.follows());
    assertEquals("\"github:nix-community/home-manager\"", homeManager.urlRange().orElseThrow().in(FLAKE));
    assertEquals(2, flake.input("sops").orElseThrow().bindings().size());
    assertFalse(flake.input("secrets").orElseThrow().flake());
    assertTrue(flake.input("extra").orElseThrow().quoted());
  }

  @Test
  void outputsFunctionIsDescribed() {
    OutputsShape outputs = flake.outputs().orElseThrow();
    assertEquals(Style.FLAKE_PARTS, outputs.style());
    assertEquals(List.of("flake-parts"), outputs.formals());
    assertTrue(outputs.ellipsis());
    assertEquals(Optional.of("inputs"), outputs.wholeName());
    assertTrue(outputs.body().orElseThrow().in(FLAKE).startsWith("flake-parts.lib.mkFlake"));
  }

  @Test
  void stylesOfOutputsAreTold() {
    assertEquals(Style.IMPORT, style("inputs: import ./outputs.nix inputs"));
    assertEquals(Style.IMPORT, style("import ./outputs.nix"));
    assertEquals(Style.PLAIN, style("{ self, ... }: { } // { }"));
    assertEquals(Style.FLAKE_PARTS, style("inputs: let x = 1; in with x; inputs.flake-parts.lib.mkFlake { } { }"));
  }

  @Test
  void aModuleThatIsNamedCountsAndAFrameworkWithOneArgumentDoesNot() {
    assertEquals(Style.FLAKE_PARTS, style("i: i.flake-parts.lib.mkFlake { inputs = i; } ./parts"));
    assertEquals(Style.FLAKE_PARTS, style("i: i.flake-parts.lib.mkFlake { inputs = i; } (i.import-tree ./parts)"));
    assertEquals(Style.PLAIN, style("i: i.flake-parts.lib.mkFlake { inputs = i; } (i.lib.modules i)"));
    assertEquals(Style.PLAIN, style("i: i.snowfall-lib.mkFlake { inputs = i; src = ./.; }"));
    assertEquals(
        Optional.of(new ModuleReference("(i.import-tree ./parts)", "./parts", true)),
        FlakeFile.of("{ outputs = i: i.fp.lib.mkFlake { } (i.import-tree ./parts); }").namedModule());
    assertEquals(
        List.of("./a.nix", "./b"),
        FlakeFile.of("{ lib, ... }: { imports = [ ./a.nix (import ./b) lib.x ./${lib.y} ]; }").importedModules().stream()
            .map(ModuleReference::path)
            .toList());
  }

  @Test
  void whoGetsAllInputsIsTold() {
    assertEquals(
        List.of("./o.nix"), FlakeFile.of("{ outputs = { self, ... }@all: (import ./o.nix) all; }").handsAllInputsTo());
    assertEquals(List.of("./p.nix"), FlakeFile.of("{ self }@all: import ./p.nix all // import ./q.nix self").handsAllInputsTo());
    assertEquals(List.of(), FlakeFile.of("{ outputs = { self }: import ./o.nix { inherit self; }; }").handsAllInputsTo());
  }

  private static Style style(String outputs) {
    return FlakeFile.of("{ outputs = " + outputs + "; }").outputs().orElseThrow().style();
  }

  @Test
  void importsOfTheFlakePartsCallHavePlaces() {
    assertEquals(
        List.of("./a.nix", "inputs.sops.flakeModule"), flake.imports().stream().map(PlacedText::text).toList());
    assertEquals("./a.nix", flake.imports().get(0).range().in(FLAKE));
  }

  @Test
  void nixConfigIsFoundInBothForms() {
    assertEquals(
        List.of("extra-substituters", "bash-prompt"),
        flake.nixConfig().stream().map(found -> found.path().get(1)).toList());
  }

  @Test
  void bindingsAreFoundByTheEndOfTheirPath() {
    List<FoundBinding> deploy = flake.findBindings(List.of("deploy"));
    assertEquals(List.of(true), deploy.stream().map(FoundBinding::local).toList());
    FoundBinding nodes = flake.findBindings(List.of("deploy", "nodes")).get(0);
    assertEquals(List.of("outputs", "flake", "deploy", "nodes"), nodes.path());
    assertEquals("flake.deploy.nodes", nodes.name().in(FLAKE));
    assertEquals("{ }", nodes.value().in(FLAKE));
    assertEquals(
        List.of("outputs", "perSystem", "devShells", "default", "packages"),
        flake.findBindings(List.of("packages")).get(0).path());
    assertEquals(1, flake.findBindings(List.of("devShells", "*", "packages")).size());
  }

  @Test
  void referenceIsTheFormalOrTheWholeName() {
    assertEquals(Optional.of("inputs.x"), NixEdits.inputReference(FLAKE, "x"));
    assertEquals(Optional.of("flake-parts"), NixEdits.inputReference(FLAKE, "flake-parts"));
    assertEquals(Optional.of("i.\"a.b\""), NixEdits.inputReference("{ outputs = i: { }; }", "a.b"));
    assertEquals(Optional.empty(), NixEdits.inputReference("{ outputs = { self, ... }: { }; }", "x"));
    assertEquals(Optional.empty(), NixEdits.inputReference("{ outputs = i@{ self }: { }; }", "x"));
  }

  @Test
  void brokenFlakeIsReadAsFarAsItGoes() {
    FlakeFile broken = FlakeFile.of("{ inputs.a.url = \"x\"; outputs = inputs: { a = }; }");
    assertFalse(broken.errors().isEmpty());
    assertEquals(Optional.of("x"), broken.input("a").flatMap(FlakeInput::url));
  }
}
