/** fleet-migrate: moves a NixOS flake repository from one deployment tool to another, with proof. */
package io.github.fleetmigrate;
