"use client";

import { type FormEvent, useId, useState } from "react";
import { tellApi } from "@/components/api/call-api.ts";
import { useAsk } from "@/components/api/use-ask.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { Input, Label } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import type { BudgetLimit, BudgetView } from "@/lib/budgets/schemas.ts";
import { UNIT_BYTES } from "@/lib/format.ts";
import { VARIANT_IDS } from "@/lib/variants/variants.ts";

type Suggested = Pick<BudgetView, "variant" | "recipe" | "measure"> & { limit: BudgetLimit | undefined };

type Props = {
  service: string;
  recipes: readonly string[];
  suggested: Suggested;
  /** The budget is there: what it is about stays, its limit is another. */
  isChange?: boolean;
};

/** Sets or changes what a variant may weigh. */
export function BudgetDialog({ service, recipes, suggested, isChange = false }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { isAsking, ask } = useAsk();
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { variant, recipe, measure } = suggested;
    const body = { variant, recipe, measure, ...toBody(new FormData(event.currentTarget)) };
    void ask(async () => {
      await tellApi(`/services/${encodeURIComponent(service)}/budgets`, { method: "POST", body });
      setOpen(false);
    });
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={isChange ? `Change the budget of ${suggested.variant}` : "Set a budget"}
      description={`Of ${service}. Growth is counted from the image that is the newest when it is set.`}
      trigger={
        isChange ? (
          <Button size="small" look="quiet">
            Change
          </Button>
        ) : (
          <Button size="small">Set a budget…</Button>
        )
      }
    >
      <form onSubmit={save}>
        <DialogPart>
          {isChange ? null : <Line suggested={suggested} recipes={recipes} />}
          <Limit limit={suggested.limit} />
        </DialogPart>
        <DialogFoot>
          <Button look="primary" type="submit" disabled={isAsking}>
            {isAsking ? "Saving…" : "Save budget"}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function Line({ suggested, recipes }: { suggested: Suggested; recipes: readonly string[] }) {
  return (
    <>
      <Choice name="variant" label="Variant" options={VARIANT_IDS} value={suggested.variant} />
      <Choice name="recipe" label="Recipe" options={recipes} value={suggested.recipe} />
      <Choice
        name="measure"
        label="Size"
        options={["uncompressed", "compressed"]}
        value={suggested.measure}
      />
    </>
  );
}

function Choice({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: readonly string[];
  value: string;
}) {
  const id = useId();
  return (
    <>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </Select>
    </>
  );
}

const START = { growth: "5", absolute: "" };

function Limit({ limit }: { limit: BudgetLimit | undefined }) {
  const id = useId();
  const [kind, setKind] = useState(limit?.kind ?? "growth");
  return (
    <>
      <Label htmlFor={`${id}-kind`}>Limit</Label>
      <Select
        id={`${id}-kind`}
        name="kind"
        value={kind}
        onChange={(event) => setKind(event.target.value === "absolute" ? "absolute" : "growth")}
      >
        <option value="growth">growth over its baseline, in %</option>
        <option value="absolute">what it weighs, in MB</option>
      </Select>
      <Label htmlFor={`${id}-most`}>{kind === "growth" ? "At most, in %" : "At most, in MB"}</Label>
      <Input
        key={kind}
        id={`${id}-most`}
        name="most"
        type="number"
        required
        min={kind === "growth" ? 0 : 0.01}
        max={kind === "growth" ? 1000 : 10_000_000}
        step={0.01}
        defaultValue={limit?.kind === kind ? toText(limit) : START[kind]}
        className="w-40!"
      />
    </>
  );
}

function toText(limit: BudgetLimit): string {
  return limit.kind === "growth"
    ? String(Number((limit.maxGrowthRatio * 100).toFixed(2)))
    : String(Number((limit.maxBytes / UNIT_BYTES.MB).toFixed(2)));
}

/** What was chosen; the line is absent where only a limit changes. */
function toBody(form: FormData) {
  const { kind, most, ...line } = Object.fromEntries(form);
  const value = Number(most);
  return kind === "absolute"
    ? { ...line, maxBytes: Math.round(value * UNIT_BYTES.MB) }
    : { ...line, maxGrowthRatio: Number((value / 100).toFixed(6)) };
}
