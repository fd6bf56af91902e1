import { z } from "zod";
import {
  addProgramInput,
  addSourceInput,
  editServiceInput,
  serviceProgram,
  serviceView,
  uploadProgramInput,
} from "../../services/schemas.ts";
import { operation } from "../operation.ts";
import { flag, noBody, nothing, serviceParams } from "./parts.ts";

export const listServicesOperation = operation({
  id: "listServices",
  method: "get",
  path: "/services",
  summary: "The services that can be built",
  params: nothing,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "All services", schema: z.object({ services: z.array(serviceView) }) } },
  errors: ["database-unavailable"],
});

export const addProgramOperation = operation({
  id: "addProgram",
  method: "post",
  path: "/services",
  summary: "Add a prebuilt service: a program in a folder that IMAGE_DIET_PREBUILT_ROOTS allows",
  params: nothing,
  query: nothing,
  body: addProgramInput,
  answers: {
    201: { description: "The service, and the bases that its program starts on", schema: serviceProgram },
  },
  errors: ["unauthorized", "conflict", "too-large", "bad-elf", "database-unavailable"],
});

const serviceAnswer = z.object({ service: serviceView });

export const addSourceOperation = operation({
  id: "addSource",
  method: "post",
  path: "/services/source",
  summary:
    "Add a service that is compiled here: a folder below IMAGE_DIET_SOURCE_ROOTS, or a repository on a host of IMAGE_DIET_GIT_HOSTS",
  params: nothing,
  query: nothing,
  body: addSourceInput,
  answers: { 201: { description: "The service", schema: serviceAnswer } },
  errors: ["unauthorized", "conflict", "too-large", "database-unavailable"],
});

export const editServiceOperation = operation({
  id: "editService",
  method: "patch",
  path: "/services/{service}",
  summary:
    "Change a service: its title, its description, its source (of the kind that it has), or that the start page shows it",
  params: serviceParams,
  query: nothing,
  body: editServiceInput,
  answers: { 200: { description: "The service as it is now", schema: serviceAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "too-large", "database-unavailable"],
});

export const fetchSourceOperation = operation({
  id: "fetchSource",
  method: "post",
  path: "/services/{service}/fetch",
  summary: "Take the newest commit of a service's repository",
  params: serviceParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "It is what the next run builds", schema: serviceAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "too-large", "database-unavailable"],
});

export const uploadProgramOperation = operation({
  id: "uploadProgram",
  method: "post",
  path: "/services/upload",
  summary: "Add a prebuilt service: the program's bytes are the body, at most 64 MiB",
  params: nothing,
  query: uploadProgramInput.extend({
    replace: flag.describe("give the prebuilt service of this name another program"),
  }),
  body: noBody,
  takesFile: true,
  answers: {
    201: { description: "The service, and the bases that its program starts on", schema: serviceProgram },
  },
  errors: ["unauthorized", "conflict", "too-large", "bad-elf", "disk-full", "database-unavailable"],
});

export const getServiceProgramOperation = operation({
  id: "getServiceProgram",
  method: "get",
  path: "/services/{service}/program",
  summary: "A prebuilt service's program, and the bases that it starts on",
  params: serviceParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "The program as it is now", schema: serviceProgram } },
  errors: ["not-found", "too-large", "bad-elf", "database-unavailable"],
});

export const archiveServiceOperation = operation({
  id: "archiveService",
  method: "delete",
  path: "/services/{service}",
  summary: "Archive a service: nothing more is built of it, what was measured stays",
  params: serviceParams,
  query: nothing,
  body: noBody,
  answers: { 200: { description: "It is archived", schema: serviceAnswer } },
  errors: ["unauthorized", "not-found", "conflict", "database-unavailable"],
});
