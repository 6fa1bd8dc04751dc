package org.equipoise.cli;
final class RegisterCheckCommand {}
