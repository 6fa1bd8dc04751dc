package org.equipoise.cli;
final class RegisterAddCommand {}
