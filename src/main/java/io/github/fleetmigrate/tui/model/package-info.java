/**
 * What the wizard shows, as values: a model, a pure function from model and event to the next one, and pure functions
 * from the model to a frame of styled cells. Knows no terminal. May import everything but the adapters and {@code cli}.
 */
package io.github.fleetmigrate.tui.model;
