// The model that `apic ir` prints as an OpenAPI 3.1 document, as far as the contract of this benchmark goes: the peers' input, equal to ours.

export const text = (words) => words.join("");

/** The schema of a type; numbers stay numbers, as in our client. */
function schema(model, type) {
  switch (type.kind) {
    case "scalar":
      return scalar(type.of.scalar);
    case "enum":
      return { type: "string", enum: model.enums[type.of].values.map((value) => value.json) };
    case "struct":
      return { $ref: `#/components/schemas/${text(model.structs[type.of].name.words)}` };
    case "list":
      return { type: "array", items: schema(model, type.of) };
    case "map":
      return { type: "object", additionalProperties: schema(model, type.of.value) };
    default:
      throw new Error(`the contract of the benchmark has no type of kind ${type.kind}`);
  }
}

function scalar(kind) {
  if (kind === "string" || kind === "bool") return { type: kind === "bool" ? "boolean" : "string" };
  if (kind.int) return { type: "integer", format: kind.int.bits === 64 ? "int64" : "int32" };
  throw new Error(`the contract of the benchmark has no scalar ${JSON.stringify(kind)}`);
}

const isRequired = (struct, field, slot) =>
  struct.uses.response ? field.presence.output === "present" : slot.input === "required";

function component(model, struct) {
  const properties = {};
  const required = [];
  for (const field of struct.fields) {
    for (const slot of field.slots.filter((slot) => slot.source === "json")) {
      properties[slot.wire] = schema(model, field.type);
      if (isRequired(struct, field, slot)) required.push(slot.wire);
    }
  }
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

function parameters(model, request) {
  const one = (place, at, name) => {
    const field = model.structs[at.struct].fields[at.field];
    const required = place === "path" || field.slots[at.slot].input === "required";
    return { name, in: place, required, schema: schema(model, field.type) };
  };
  return [
    ...request.path.map((part) => one("path", part.field, part.name)),
    ...request.query.map((at) => one("query", at, at.wire)),
  ];
}

function body(model, route) {
  const { request } = route;
  if (request.body.length === 0) return undefined;
  // The schema of a struct holds what goes in a body and nothing else.
  return { required: true, content: { "application/json": { schema: schema(model, request.type) } } };
}

/** An OpenAPI document. */
export function openapi(model) {
  const paths = {};
  for (const group of model.groups) {
    for (const route of group.routes) {
      const path = route.path.segments.map((part) => `/${part.literal ?? `{${part.parameter}}`}`).join("");
      const request = route.request;
      paths[path] ??= {};
      paths[path][route.method.toLowerCase()] = {
        operationId: text(route.handler.words),
        tags: group.segments.map((segment) => text(segment.words)),
        ...(request && { parameters: parameters(model, request) }),
        ...(request && body(model, route) && { requestBody: body(model, route) }),
        responses: {
          200: route.response
            ? { description: "OK", content: { "application/json": { schema: schema(model, route.response.type) } } }
            : { description: "OK" },
        },
      };
    }
  }
  const schemas = Object.fromEntries(
    model.structs
      .filter((struct) => struct.fields.some((field) => field.slots.some((slot) => slot.source === "json")))
      .map((struct) => [text(struct.name.words), component(model, struct)]),
  );
  return { openapi: "3.1.0", info: { title: "bench", version: "v1" }, paths, components: { schemas } };
}
