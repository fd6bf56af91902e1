"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAsk } from "@/components/api/use-ask.ts";
import { callRun } from "@/components/runs/call-run.ts";
import { Button } from "@/components/ui/button.tsx";
import { Dialog, DialogClose, DialogFoot, DialogPart } from "@/components/ui/dialog.tsx";
import { VariantGlyph } from "@/components/ui/variant-glyph.tsx";
import { whyNoAllocator } from "@/lib/variants/allocator.ts";
import { getKnob, KNOB_KEYS, type KnobKey } from "@/lib/variants/knobs.ts";
import { whyImpossible } from "@/lib/variants/linkage.ts";
import { nameRecipe } from "@/lib/variants/recipe-name.ts";
import { type Recipe, STANDARD_RECIPE } from "@/lib/variants/recipes.ts";
import { DEFAULT_VARIANT_IDS, VARIANT_IDS, type VariantId } from "@/lib/variants/variants.ts";
import { KnobField } from "./knob-field.tsx";

function turn(recipe: Recipe, key: KnobKey, text: string): Recipe {
  const choice = getKnob(key).choices.find((each) => String(each.value) === text);
  return choice ? { ...recipe, [key]: choice.value } : recipe;
}

function VariantField({
  variant,
  recipe,
  checked,
  onChange,
}: {
  variant: VariantId;
  recipe: Recipe;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const reason = whyImpossible(variant, recipe);
  return (
    <div className="py-1">
      <label className="flex items-center gap-2 text-body text-ink">
        <input
          type="checkbox"
          className="accent-accent"
          checked={checked && reason === undefined}
          disabled={reason !== undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <VariantGlyph variant={variant} className={reason === undefined ? "" : "opacity-60"} />
        <span className={reason === undefined ? undefined : "text-ink-3"}>{variant}</span>
      </label>
      {reason === undefined ? null : <p className="pl-6 text-axis text-ink-3">{reason}</p>}
    </div>
  );
}

/**
 * Builds any combination of knobs; choices that the service does not offer, and variants on which such a program would
 * not start, say why.
 */
export function CustomRecipe({
  service,
  features,
  blocked,
}: {
  service: string;
  /** Its cargo features; undefined where nobody could read them. */
  features: readonly string[] | undefined;
  blocked: string | undefined;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { isAsking: isStarting, ask } = useAsk({ redraws: false });
  const [recipe, setRecipe] = useState(STANDARD_RECIPE);
  const [chosen, setChosen] = useState<readonly VariantId[]>(DEFAULT_VARIANT_IDS);
  const variants = VARIANT_IDS.filter((id) => chosen.includes(id) && whyImpossible(id, recipe) === undefined);
  const named = nameRecipe(recipe);

  const start = () =>
    ask(async () => {
      const body = { service, recipe: named.id, variants };
      const run = await callRun("/runs", { method: "POST", body });
      setOpen(false);
      router.push(`/runs/${run.number}`);
    });

  const trigger = (
    <Button
      size="small"
      disabled={blocked !== undefined}
      title={blocked}
      aria-label={`Another recipe for ${service}`}
    >
      Another recipe…
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="text-caption text-ink-3">any other combination of these settings</span>
      <span className="ml-auto">
        <Dialog title={`Another recipe for ${service}`} trigger={trigger} open={open} onOpenChange={setOpen}>
          <DialogPart title="How it is compiled" hint={named.summary}>
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
              {KNOB_KEYS.map((key) => (
                <KnobField
                  key={key}
                  knob={key}
                  value={String(recipe[key])}
                  whyNot={(value) =>
                    key === "allocator" ? whyNoAllocator({ service, features }, value) : undefined
                  }
                  onTurn={(text) => setRecipe((known) => turn(known, key, text))}
                />
              ))}
            </div>
          </DialogPart>
          <DialogPart title="What it ships on">
            {VARIANT_IDS.map((variant) => (
              <VariantField
                key={variant}
                variant={variant}
                recipe={recipe}
                checked={chosen.includes(variant)}
                onChange={(checked) =>
                  setChosen((known) => (checked ? [...known, variant] : known.filter((id) => id !== variant)))
                }
              />
            ))}
          </DialogPart>
          <DialogFoot note={<code className="mono break-all">{named.id}</code>}>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button look="primary" disabled={isStarting || variants.length === 0} onClick={start}>
              {isStarting
                ? "Starting…"
                : `Build ${variants.length} ${variants.length === 1 ? "variant" : "variants"}`}
            </Button>
          </DialogFoot>
        </Dialog>
      </span>
    </div>
  );
}
