#include "dialog/when_words.h"

#include "dialog/phrase_book.h"

#include <QSet>

namespace nightbell {

namespace {

constexpr PhraseBook<const char *>::Entry mendingsSaid[]{
    {"to morrow", "tomorrow"},
    {"tommorow/tommorrow/tomorow/tomorro/tamorrow/tmrw/morrow", "tomorrow"},
    {"to day/2day", "today"},
    {"to night/tonite/2nite", "tonight"},
    {"off/on/work/working/doing/worked/finished nights", "shifts"}, // of work, no hour of the wish
    {"night/nights shift/shifts/duty", "shifts"},
    {"too morrow", "tomorrow"},
    {"mon/munday/mondy/mundy/mondays", "monday"},
    {"mon day", "monday"},
    {"tue/tues/tusday/toosday/teusday/tuseday/chewsday/chooseday/tuesdays/tewsday", "tuesday"},
    {"tues/choose day", "tuesday"},
    {"wed/weds/wensday/wendsday/wednsday/wensdays/wednesdays/wenesday/wedensday/wenzday", "wednesday"},
    {"wed/weds/wens/when/whens day", "wednesday"},
    {"thu/thur/thurs/thirsday/thersday/thursdays/thurday/therseday/thusday/thirstday", "thursday"},
    {"thurs/thirs/firs day", "thursday"},
    {"fri/fryday/fridays/frieday/firday/fridee", "friday"},
    {"fri/fry/free day", "friday"},
    {"first/next/any/a/your/soonest/earliest/every free day", "soon"},
    {"sat/saterday/satday/saturdays/satterday/sadurday/saturdy", "saturday"},
    {"sat/sater/satur day", "saturday"},
    {"sundays/sundy/sonday/sundee", "sunday"},
    {"sun/son day", "sunday"},
    {"jan/janurary/janury/januray/janaury", "january"},
    {"feb/febuary/febrary/februrary/febuery/februery/febuari", "february"},
    {"mar", "march"},
    {"apr/aprl/aprill", "april"},
    {"jun", "june"},
    {"jul", "july"},
    {"aug/agust/augst/augast", "august"},
    {"sep/sept/septembre/setember/septmber/setpember", "september"},
    {"oct/ocktober/octobre/ocotber", "october"},
    {"nov/novembre/nowember/novemeber", "november"},
    {"dec/decembre/desember/dicember", "december"},
    {"a/ay/hey/eh m", "am"},
    {"p/pee m/em", "pm"},
    {"a/ay em", "am"},
    {"o/oh clock/clocks", "oclock"},
    {"o/oclocks/aclock", "oclock"},
    {"a clock", "oclock"},
    {"week end", "weekend"},
    {"weekends", "weekend"},
    {"week day/days", "weekday"},
    {"weekdays", "weekday"},
    {"after noon", "afternoon"},
    {"afternoons", "afternoon"},
    {"mornings/mourning", "morning"},
    {"evenings", "evening"},
    {"nights", "night"},
    {"mid day", "midday"},
    {"mid night", "midnight"},
    {"fort night", "fortnight"},
    {"mid morning", "midmorning"},
    {"mid afternoon", "midafternoon"},
    {"mid week", "midweek"},
    {"mid month", "midmonth"},
    {"lunch time", "lunchtime"},
    {"quater/quarto/kwarter", "quarter"},
    {"quarterpast", "quarter"},
    {"halfpast", "half"},
    {"forthe", "for"},
    {"cristmas/xmas/chrismas/christmass", "christmas"},
    {"thanks giving", "thanksgiving"},
    {"next/nex weak", "next week"},
    {"labour", "labor"},
    {"passed", "past"},
    {"til/untill/untill", "till"},
    {"thru", "through"},
    {"inbetween", "between"},
    {"in between", "between"},
    {"any time", "anytime"},
    {"some time/times", "sometime"},
    {"some day", "someday"},
    {"the? twelfth/12th of never", "whenever"},
};

const PhraseBook<const char *> &mendings()
{
    static const PhraseBook<const char *> book(mendingsSaid);
    return book;
}

bool meansNothing(const QString &word)
{
    static const QSet<QString> fillers{
        QStringLiteral("um"),  QStringLiteral("uh"),    QStringLiteral("er"),   QStringLiteral("erm"),
        QStringLiteral("uhm"), QStringLiteral("hmm"),   QStringLiteral("like"), QStringLiteral("please"),
        QStringLiteral("ah"),  QStringLiteral("well"),  QStringLiteral("umm"),  QStringLiteral("uhh"),
        QStringLiteral("hm"),  QStringLiteral("just"),  QStringLiteral("mm"),   QStringLiteral("yknow"),
        QStringLiteral("say"), QStringLiteral("kinda"), QStringLiteral("eh"),   QStringLiteral("basically")};
    return fillers.contains(word);
}

// "3pm", "10:30am", "1530hrs": a figure and what was written onto it
bool partsFigure(const QString &word, QString &figure, QString &rest)
{
    static const QSet<QString> suffixes{QStringLiteral("am"), QStringLiteral("pm"), QStringLiteral("hrs"),
                                        QStringLiteral("h"), QStringLiteral("ish")};
    qsizetype at = 0;
    while (at < word.size() && !word[at].isLetter())
        ++at;
    figure = word.left(at);
    rest = word.mid(at);
    return at > 0 && suffixes.contains(rest);
}

// "monday" of "mondaay": one letter more, less, other, or swapped.
bool isNear(const QString &a, const QString &b)
{
    if (std::abs(a.size() - b.size()) > 1 || a[0] != b[0])
        return false;
    qsizetype head = 0, tail = 0;
    const qsizetype shorter = std::min(a.size(), b.size());
    while (head < shorter && a[head] == b[head])
        ++head;
    while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const qsizetype left = std::max(a.size(), b.size()) - head - tail;
    return left <= 1 || (left == 2 && a.size() == b.size() && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

QString nearestName(const QString &word)
{
    static const QStringList names = QStringLiteral("monday tuesday wednesday thursday friday saturday sunday january "
                                                    "february august september october november december tomorrow "
                                                    "afternoon fortnight christmas thanksgiving")
                                         .split(u' ');
    if (word.size() < 6)
        return {};
    for (const QString &name : names)
        if (isNear(word, name))
            return name;
    return {};
}

} // namespace

Evidence WhenWords::evidence(int first, int count, const QString &rule) const
{
    return {origins[first], origins[first + count] - origins[first], rule};
}

WhenWords whenWords(const Words &said)
{
    WhenWords out;
    const auto add = [&](const Word &like, const QString &text, int origin) {
        Word word = like;
        word.text = text;
        out.words.append(word);
        out.origins.append(origin);
    };
    for (int i = 0; i < said.size();) {
        const Word &word = said[i];
        QString figure, rest;
        const auto mended = mendings().at(said, i);
        // "o clock" and "a m" need what stands before them to be an hour, which "a mother" never is: only whole words
        // are joined, so nothing is checked here.
        if (mended) {
            Word whole = word;
            whole.pauseAfter = said[i + mended->count - 1].pauseAfter;
            for (const QString &text : QString::fromLatin1(mended->meaning).split(u' '))
                add(whole, text, i);
            i += mended->count;
        } else if (partsFigure(word.text, figure, rest)) {
            add(word, figure, i);
            out.words.last().pauseAfter = false;
            add(word, rest, i);
            ++i;
        } else if (meansNothing(word.text)) {
            if (word.pauseAfter && !out.words.isEmpty())
                out.words.last().pauseAfter = true;
            ++i;
        } else {
            const QString near = nearestName(word.text);
            add(word, near.isEmpty() ? word.text : near, i);
            ++i;
        }
    }
    out.origins.append(int(said.size()));
    return out;
}

} // namespace nightbell
