"""The few words that stand on figures, in both languages."""

from typing import Final

from mcda import methods
from mcda.language import LANGUAGES, Text
from mcda.ranking import Recipe

_WORDS: Final[dict[str, dict[str, str]]] = {
    "contributions_title": {"en": "Ranking, and what each score is made of", "ko": "순위와 점수의 구성"},
    "heatmap_title": {"en": "Performance of the options", "ko": "대안별 성과"},
    "places_title": {"en": "Places of the options", "ko": "대안별 순위"},
    "largest_parts": {"en": "Largest parts of the first score", "ko": "1위 점수에서 가장 큰 부분"},
    "baseline": {"en": "baseline", "ko": "기준선"},
    "others": {"en": "{count} other criteria", "ko": "나머지 기준 {count}개"},
    "worst": {"en": "worst", "ko": "최악"},
    "best": {"en": "best", "ko": "최선"},
    "first": {"en": "first place", "ko": "1위"},
    "last": {"en": "last place", "ko": "꼴찌"},
    "chosen": {"en": "● chosen", "ko": "● 선택"},
    "heatmap_note": {
        "en": "Colour: value from 0 to 100. Number: performance in the unit of the criterion. "
        "▲ more is better, ▼ less is better.",
        "ko": "색: 0–100의 가치. 숫자: 기준의 단위로 나타낸 성과. ▲ 높을수록 좋음, ▼ 낮을수록 좋음.",
    },
    "heatmap_alt": {
        "en": "Best and worst value by criterion",
        "ko": "기준별 최고·최저 가치",
    },
    "and": {"en": " and ", "ko": "·"},
    "all": {"en": "all {count} options", "ko": "대안 {count}개 모두"},
    "places_note": {
        "en": "Number: place; options that tie share the better one. Columns are independent rankings.",
        "ko": "숫자: 순위이며, 동점 대안은 더 높은 순위를 함께 갖는다. 열마다 독립된 순위이다.",
    },
    "places_alt": {"en": "First place by column", "ko": "열별 1위"},
    "weights": {"en": "weights", "ko": "가중치"},
    "on_values": {"en": "on values 0–100", "ko": "0–100 가치 기준"},
    "on_units": {"en": "on units as measured", "ko": "측정 단위 기준"},
    "scenario": {"en": "scenario", "ko": "시나리오"},
    "update": {"en": "update", "ko": "갱신"},
    "variant": {"en": "variant", "ko": "변형"},
}


def say(key: str, language: str) -> str:
    """Return a word of the figures in a language."""
    return _WORDS[key][language]


def recipe_words(recipe: Recipe, profile: Text | None = None) -> Text:
    """Return method, weights and changes of a ranking as a subtitle in both languages."""
    return Text.of({language: _recipe(recipe, profile, language) for language in LANGUAGES})


def _recipe(recipe: Recipe, profile: Text | None, language: str) -> str:
    known = {method.id: method.about.name for method in methods.ALL}
    method = known[recipe.method_id].get(language) if recipe.method_id in known else recipe.method
    weights = recipe.weights if profile is None else profile.get(language)
    changes = [f"{say(kind, language)}: {getattr(recipe, kind)}" for kind in ("scenario", "update", "variant")
               if getattr(recipe, kind)]  # fmt: skip
    return " · ".join([method, f"{say('weights', language)}: {weights}", say(f"on_{recipe.on}", language), *changes])
