package org.equipoise.protocol;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Every type that a protocol is made of, found by walking the declarations of its records. */
public final class ProtocolShape {

  private final Set<Class<?>> seen = new LinkedHashSet<>();

  private ProtocolShape() {}

  /** Records, sealed interfaces and enums, in the order in which they are met. */
  public static Set<Class<?>> types() {
    ProtocolShape shape = new ProtocolShape();
    shape.walk(Protocol.class);
    return shape.seen;
  }

  /** A record whose components have the values that {@link #value} makes. */
  static Record record(Class<?> type, int which) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType(), which);
    }
    return construct(type, values);
  }

  /** The same record with another value of one component. */
  static Record with(Record record, RecordComponent other, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          components[i].getName().equals(other.getName()) ? value : read(components[i], record);
    }
    return construct(record.getClass(), values);
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Record construct(Class<?> type, Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return (Record) type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  /** A value of a type; another one for another {@code which}. */
  static Object value(Type type, int which) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? List.of(value(of[0], which))
          : Map.of(value(of[0], which), value(of[1], which));
    }
    Class<?> named = (Class<?>) type;
    if (named.isEnum()) {
      return named.getEnumConstants()[which];
    } else if (named == Text.class) {
      return Text.of("words " + which);
    } else if (named.isRecord()) {
      return record(named, which);
    } else if (named.isSealed()) {
      return record(named.getPermittedSubclasses()[which], which);
    }
    return switch (named.getSimpleName()) {
      case "String" -> "code" + which;
      case "int", "Integer" -> which;
      case "long" -> (long) which;
      case "double", "Double" -> (double) which;
      case "boolean" -> which == 1;
      case "Character" -> (char) (';' + which);
      case "LocalDate" -> LocalDate.of(2020 + which, 1, 1);
      case "OptionalInt" -> OptionalInt.of(which);
      case "OptionalDouble" -> OptionalDouble.of(which);
      default -> throw new AssertionError("no value of " + named);
    };
  }

  private void walk(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        walk(argument);
      }
    } else if (type instanceof GenericArrayType array) {
      throw new AssertionError("records of a protocol hold lists, not arrays: " + array);
    } else if (type instanceof Class<?> named && named.getName().startsWith("org.equipoise.")) {
      if (!seen.add(named)) {
        return;
      }
      if (named.isRecord()) {
        for (RecordComponent component : named.getRecordComponents()) {
          walk(component.getGenericType());
        }
      } else if (named.isSealed()) {
        for (Class<?> variant : named.getPermittedSubclasses()) {
          walk(variant);
        }
      } else if (!named.isEnum()) {
        throw new AssertionError("neither a record, an enum nor sealed: " + named);
      }
    }
  }
}
