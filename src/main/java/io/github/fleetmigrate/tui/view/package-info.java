/** Draws the model on a terminal with Lanterna, and turns keys into events; decides nothing. */
package io.github.fleetmigrate.tui.view;
