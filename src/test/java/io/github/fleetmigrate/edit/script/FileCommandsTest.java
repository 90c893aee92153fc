package io.github.fleetmigrate.edit.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.fleetmigrate.edit.command.NixosFleetRules;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in files that nothing rewrites: where each stands, and what it becomes. */
class FileCommandsTest {
  private final FileCommands commands = new FileCommands(NixosFleetRules.load());

  @ParameterizedTest
  @ValueSource(strings = {"Makefile", "GNUmakefile", "makefile", "ops/deploy.mk"})
  void aMakefilesRecipesAndVariables(String path) {
    expect(
        path,
        """
        # deploy .#comment
        DEPLOY = nix run github:serokell/deploy-rs -- # the old one
        FLEET := ./scripts/fleet.sh
        HOST ?= axon

        .PHONY: deploy
        deploy: build
        	@deploy --skip-checks .#$(HOST)
        	# deploy .#comment
        	-$(DEPLOY) \\
        	  --skip-checks \\
        	  .#${HOST}
        	for h in a b; do deploy ".#$$h"; done
        	+${FLEET} update $(HOST) || true
        	@echo "deploy .#text"
        one: ; deploy .#one
        two:
        	deploy --boot .#axon
        deploy-all: deploy .
        """,
        """
        8 deploy --skip-checks .#$(HOST) => fleet push "$(HOST)"
        10 $(DEPLOY) --skip-checks .#${HOST} = nix run github:serokell/deploy-rs -- --skip-checks .#${HOST} => fleet push "${HOST}"
        13 deploy ".#$$h" => fleet push "$$h"
        14 ${FLEET} update $(HOST) = ./scripts/fleet.sh update $(HOST) => fleet push "$(HOST)"
        16 deploy .#one => fleet push one
        18 deploy --boot .#axon : its arguments have no equal in fleet
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Taskfile.yml", "taskfiles/Hosts.yaml"})
  void aTaskfilesCommandsAndVariables(String path) {
    expect(
        path,
        """
        version: '3'
        vars:
          DEPLOY: nix run github:serokell/deploy-rs --
          HOST: '{{.HOST | default "axon"}}'
        tasks:
          deploy:
            desc: deploy .#text
            cmds:
              - deploy .#{{.HOST}}
              - "deploy \\".#{{.HOST}}\\"" # deploy .#comment
              - 'deploy .#nexus'
              - cmd: '{{.DEPLOY}} .#cortex'
                silent: true
              - task: build
              # - deploy .#comment
              - |
                set -e
                deploy \\
                  --skip-checks .#{{.HOST}}
                ./fleet.sh status
              - >-
                deploy
                .#folded
          all: deploy .
          list: ["deploy .#a", 'deploy .#b']
        """,
        """
        9 deploy .#{{.HOST}} => fleet push {{.HOST}}
        10 deploy \\".#{{.HOST}}\\" = deploy ".#{{.HOST}}" => fleet push {{.HOST}}
        11 deploy .#nexus => fleet push nexus
        12 {{.DEPLOY}} .#cortex = nix run github:serokell/deploy-rs -- .#cortex => fleet push cortex
        18 deploy --skip-checks .#{{.HOST}} => fleet push {{.HOST}}
        20 ./fleet.sh status => fleet status
        22 deploy .#folded => fleet push folded
        24 deploy . => fleet push all
        25 deploy .#a => fleet push a
        25 deploy .#b => fleet push b
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {".github/workflows/deploy.yml", ".forgejo/workflows/x.yaml", ".gitlab-ci.yml", ".woodpecker/deploy.yml"})
  void aWorkflowsSteps(String path) {
    expect(
        path,
        """
        name: deploy .#text
        jobs:
          deploy:
            steps:
              - uses: actions/checkout@v4
              - name: deploy .#text
                run: nix run github:serokell/deploy-rs -- .#${{ matrix.host }}
              - run: |
                  echo start
                  nix develop --command deploy --skip-checks ".#${{ matrix.host }}"
                  nix develop --command deploy --remote-build ".#axon"
              - name: text
                description: |
                  deploy .#text
            script:
              - deploy .#nexus
        """,
        """
        7 nix run github:serokell/deploy-rs -- .#${{ matrix.host }} => fleet push "${{ matrix.host }}"
        10 nix develop --command deploy --skip-checks ".#${{ matrix.host }}" => fleet push "${{ matrix.host }}" : it stands inside another command
        11 nix develop --command deploy --remote-build ".#axon" : its arguments have no equal in fleet; it stands inside another command
        16 deploy .#nexus => fleet push nexus
        """);
  }

  @ParameterizedTest
  @CsvSource({"deploy.sh,''", "bin/deploy,#!/bin/sh", "bin/deploy,#!/usr/bin/env bash", "bin/x,#!/usr/bin/env -S bash -e", ".envrc,''"})
  void aShellScript(String path, String shebang) {
    expect(
        path,
        shebang
            + """

            FLEET_SH="$(dirname "$0")/fleet.sh"
            DEPLOY="nix run github:serokell/deploy-rs --"
            TOOL='./fleet.sh'
            push() {
              deploy ".#$1"
            }
            # deploy .#comment
            if deploy --targets ".#$HOST" ".#other"; then
              echo "deploy .#text"
            fi
            $DEPLOY .#axon
            ${TOOL} update "$1"
            "$TOOL" check axon
            cat <<END
            deploy .#document
            END
            """,
        """
        6 deploy ".#$1" => fleet push "$1"
        9 deploy --targets ".#$HOST" ".#other" => fleet push "$HOST" && fleet push other
        12 $DEPLOY .#axon = nix run github:serokell/deploy-rs -- .#axon => fleet push axon
        13 ${TOOL} update "$1" = ./fleet.sh update "$1" => fleet push "$1"
        14 "$TOOL" check axon = ./fleet.sh check axon => fleet check axon
        """);
  }

  @Test
  void aFunctionOfTheScriptsOwnIsNotTheTool() {
    expect("x.sh", "deploy() {\n  rsync \"$1\" .\n}\ndeploy .\nnix run github:serokell/deploy-rs -- .#a\n", "5 nix run github:serokell/deploy-rs -- .#a => fleet push a\n");
  }

  @Test
  void scriptsInNixCode() {
    expect(
        "devenv.nix",
        """
        { pkgs, ... }:
        {
          # deploy .#comment
          description = "deploy .#text";
          scripts.push.exec = "deploy .#axon";
          packages = [
            (pkgs.writeShellScriptBin "push" ''
              set -e
              ${pkgs.deploy-rs}/bin/deploy .#nexus
              deploy ".#''${HOST}" -- --impure
              deploy .#${host}
              echo ''${HOST}
            '')
          ];
          deploy.nodes = { };
        }
        """,
        """
        5 deploy .#axon => fleet push axon
        9 ${pkgs.deploy-rs}/bin/deploy .#nexus => fleet push nexus
        10 deploy ".#''${HOST}" -- --impure : its arguments have no equal in fleet
        11 deploy .#${host} => fleet push "${host}"
        """);
  }

  @Test
  void scriptsOfPackageJson() {
    expect(
        "package.json",
        """
        {
          "description": "deploy .#text",
          "scripts": {
            "deploy": "deploy \\".#axon\\" && echo done",
            "build": "nix build"
          },
          "deploy": "deploy .#text"
        }
        """,
        "4 deploy \\\".#axon\\\" = deploy \".#axon\" => fleet push axon\n");
  }

  @Test
  void variablesOfAJustfile() {
    expect(
        "other/justfile",
        "deploy := 'nix run github:serokell/deploy-rs --'\n\npush HOST:\n  {{ deploy }} .#{{HOST}}\n  deploy .#a\n",
        """
        4 {{ deploy }} .#{{HOST}} = nix run github:serokell/deploy-rs -- .#{{HOST}} => fleet push {{HOST}}
        5 deploy .#a => fleet push a
        """);
  }

  @Test
  void aVariableWithSeveralValuesStandsForItself() {
    expect("x.sh", "D=deploy\nif x; then D='deploy --boot'; fi\nD=deploy-rs\n$D .#a\n", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", "x.py", "Dockerfile", "x.json", "bin/tool"})
  void aFileOfAnotherFormIsNotRead(String path) {
    expect(path, "deploy .#a\n", "");
  }

  @Test
  void windowsLineEndsChangeNothing() {
    expect("Makefile", "a:\r\n\tdeploy \\\r\n\t  .#x\r\n\tdeploy .#y\r\n", "2 deploy .#x => fleet push x\n4 deploy .#y => fleet push y\n");
    expect("x.yml", "run: |\r\n  deploy .#x\r\nb: deploy .#y\r\n", "2 deploy .#x => fleet push x\n3 deploy .#y => fleet push y\n");
  }

  @Test
  void anyTextIsReadToItsEnd() {
    String[] tokens = {
      "deploy", ".#h", "\n", "\n\t", "\r\n", ": ", "- ", "|", ">", "\"", "'", "''", "${", "}", "{{", "}}", "$(", ")", "\\", "\\\n", "=",
      "D=", "$D", "D: ", "\"scripts\": {", "[", "]", "#", " ", "  ", "<<E", "{ }", ";", "run: |\n  "
    };
    Random random = new Random(5);
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder("deploy ");
      for (int n = random.nextInt(25); n >= 0; n--) {
        text.append(tokens[random.nextInt(tokens.length)]);
      }
      int lines = text.toString().split("\n", -1).length;
      for (String path : List.of("Makefile", "x.yml", "x.sh", "x.nix", "package.json", "justfile")) {
        for (FileCommands.Found found : commands.of(path, text.toString())) {
          assertEquals(true, found.line() >= 1 && found.line() <= lines && (found.becomes() != null || found.reason() != null), text + "\n" + found);
        }
      }
    }
  }

  private void expect(String path, String text, String expected) {
    assertEquals(
        expected,
        commands.of(path, text).stream()
            .map(
                f ->
                    f.line() + " " + f.written() + (f.isSpeltOut() ? " = " + f.meant() : "")
                        + (f.becomes() == null ? "" : " => " + f.becomes()) + (f.reason() == null ? "" : " : " + f.reason()) + "\n")
            .collect(Collectors.joining()));
  }
}
