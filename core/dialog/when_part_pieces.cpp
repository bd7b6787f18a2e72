#include "dialog/when_pieces.h"

#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

struct Part
{
    DayPart part;
    bool today = false;
};

using enum DayPart;

constexpr PhraseBook<Part>::Entry partsOfDaySaid[]{
    {"in? the? morning/mornings", {Morning}},
    {"this morning", {Morning, true}},
    {"before noon/midday", {Morning}},
    {"am", {Morning}},
    {"in the am", {Morning}},
    {"first thing in? the? morning?", {EarlyMorning}},
    {"bright and early", {EarlyMorning}},
    {"crack of dawn", {EarlyMorning}},
    {"early morning", {EarlyMorning}},
    {"early in the morning/day", {EarlyMorning}},
    {"early on", {EarlyMorning}},
    {"early", {EarlyMorning}},
    {"earlier in the day", {EarlyMorning}},
    {"start/beginning of the day", {EarlyMorning}},
    {"when you open/start", {EarlyMorning}},
    {"as soon as you open", {EarlyMorning}},
    {"at? breakfast time?", {EarlyMorning}},
    {"the? first appointment/slot of the day", {EarlyMorning}},
    {"midmorning", {MidMorning}},
    {"middle of the morning", {MidMorning}},
    {"late/later morning", {LateMorning}},
    {"late/later in the morning", {LateMorning}},
    {"lunchtime", {Lunchtime}},
    {"at/around/over/during/about my? lunch break/hour?", {Lunchtime}},
    {"lunch hour/break", {Lunchtime}},
    {"middle of the day", {Lunchtime}},
    {"in? the? afternoon", {Afternoon}},
    {"this afternoon", {Afternoon, true}},
    {"in? the? arvo", {Afternoon}},
    {"this arvo", {Afternoon, true}},
    {"later this afternoon", {Afternoon, true}},
    {"after noon/midday", {Afternoon}},
    {"pm", {Afternoon}},
    {"in the pm", {Afternoon}},
    {"early afternoon", {EarlyAfternoon}},
    {"early in the afternoon", {EarlyAfternoon}},
    {"midafternoon", {MidAfternoon}},
    {"middle of the afternoon", {MidAfternoon}},
    {"tea time", {LateAfternoon}},
    {"teatime", {LateAfternoon}},
    {"late/later afternoon", {LateAfternoon}},
    {"late/later in the afternoon/day", {LateAfternoon}},
    {"late", {LateAfternoon}},
    {"end of? the? day/afternoon/business", {EndOfDay}},
    {"close of business/play", {EndOfDay}},
    {"last thing", {EndOfDay}},
    {"before you close", {EndOfDay}},
    {"the? last appointment/slot of the day", {EndOfDay}},
    {"in? the? evening", {Evening}},
    {"this evening", {Evening, true}},
    {"tonight", {Evening, true}},
    {"early evening", {EarlyEvening}},
    {"late evening", {LateEvening}},
    {"dinner time/hour?", {Evening}},
    {"at? night", {Night}},
    {"late at? night", {Night}},
    {"in? the? small/wee/early hours of? the? morning?", {SmallHours}},
    {"in? the? middle of the night", {SmallHours}},
    {"before my? work/office/shift", {BeforeWork}},
    {"before i go to/start work", {BeforeWork}},
    {"after my? work/shift/hours/office", {AfterWork}},
    {"any time after my? work/shift/hours/office", {AfterWork}},
    {"anytime after my? work/shift/hours/office", {AfterWork}},
    {"after i get off/out of? work?", {AfterWork}},
    {"after i finish work?", {AfterWork}},
    {"when i get off work?", {AfterWork}},
    {"before lunch/lunchtime", {BeforeLunch}},
    {"after lunch/lunchtime", {AfterLunch}},
    {"before school", {BeforeSchool}},
    {"before the school run", {BeforeSchool}},
    {"after school/class/classes/nursery/daycare", {AfterSchool}},
    {"after the school run", {AfterSchool}},
    {"after school/kids lets/gets out", {AfterSchool}},
    {"once/when school is? lets/gets/out out?", {AfterSchool}},
    {"after dinner/supper/tea", {Evening}},
    {"after breakfast", {MidMorning}},
    {"business/office/working/school hours", {WorkingHours}},
    {"during the day", {WorkingHours}},
    {"daytime", {WorkingHours}},
};

const PhraseBook<Part> &partsOfDay()
{
    static const PhraseBook<Part> book(partsOfDaySaid);
    return book;
}

} // namespace

std::optional<WhenPiece> partOfDayAt(const Words &words, int place)
{
    const auto part = partsOfDay().at(words, place);
    if (!part)
        return {};
    const auto isI = [&](int at) { return at >= 0 && at < words.size() && words[at].text == u"i"; };
    if (words[place].text == u"am" && (isI(place - 1) || isI(place + 1))) // "when am i due"
        return {};
    return WhenPiece{WhenKind::PartOfDay, place, part->count, int(part->meaning.part), part->meaning.today};
}

} // namespace nightbell
