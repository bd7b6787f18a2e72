#include "dialog/danger_pattern.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr int eitherOrderGap = 5;

Problem bad(const QString &what, QStringView where)
{
    return {Problem::Kind::Invalid, QStringLiteral("%1 in \"%2\"").arg(what, where)};
}

bool isPlainWord(QStringView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar sign) { return sign.isLetterOrNumber() && !sign.isUpper(); });
}

class Search
{
public:
    Search(const Reading &reading, int barrier, QList<PatternSpan> &found)
        : m_reading(reading)
        , m_barrier(barrier)
        , m_found(found)
    { }

    void start(const Pattern &pattern)
    {
        m_pattern = &pattern;
        for (const PatternSpan &span : m_reading[size_t(pattern.first().symbol)])
            step(1, span);
    }

private:
    void step(qsizetype element, const PatternSpan &soFar)
    {
        if (m_found.size() >= patternSpansAtMost)
            return;
        if (element == m_pattern->size()) {
            if (!m_found.contains(soFar))
                m_found << soFar;
            return;
        }
        const PatternElement &next = (*m_pattern)[element];
        const int from = soFar.last() + 1;
        for (const PatternSpan &span : m_reading[size_t(next.symbol)])
            if (span.first() >= from && span.first() <= from + next.gap && isOpen(from, span.first()))
                step(element + 1, {soFar.words + span.words});
        if (next.optional)
            step(element + 1, soFar);
    }

    bool isOpen(int from, int to) const
    {
        if (m_barrier < 0 || from == to)
            return true;
        const QList<PatternSpan> &barriers = m_reading[size_t(m_barrier)];
        return std::none_of(barriers.begin(), barriers.end(),
                            [&](const PatternSpan &span) { return span.first() >= from && span.last() < to; });
    }

    const Reading &m_reading;
    const int m_barrier;
    QList<PatternSpan> &m_found;
    const Pattern *m_pattern = nullptr;
};

} // namespace

int PatternBook::number(const QString &name)
{
    const int known = m_names.value(name, -1);
    if (known >= 0)
        return known;
    const int made = int(m_names.size());
    m_names.insert(name, made);
    if (name.endsWith(u'*'))
        m_shortestStem = std::min(m_shortestStem, int(name.size()) - 1);
    return made;
}

Result<int> PatternBook::symbolOf(const QString &text)
{
    if (text.contains(u'|'))
        return anyOf(text.split(u'|'));
    if (text.startsWith(u'@')) {
        const int known = m_names.value(text, -1);
        if (known < 0)
            return bad(QStringLiteral("no such group"), text);
        return known;
    }
    const bool isStem = text.endsWith(u'*');
    if (!isPlainWord(isStem ? QStringView(text).chopped(1) : QStringView(text)))
        return bad(QStringLiteral("not a word"), text);
    return number(text);
}

Result<int> PatternBook::anyOf(const QStringList &alternatives)
{
    const QString name = alternatives.join(u'|');
    if (const int known = m_names.value(name, -1); known >= 0)
        return known;
    Group group;
    for (const QString &alternative : alternatives) {
        const auto pattern = readSequence(alternative.split(u'_'));
        if (!pattern)
            return pattern.problem();
        group.patterns << pattern.value();
    }
    group.symbol = number(name);
    m_groups << group;
    return group.symbol;
}

Result<Pattern> PatternBook::readSequence(const QStringList &tokens)
{
    Pattern pattern;
    int gap = 0;
    for (const QString &token : tokens) {
        if (token.startsWith(QLatin1String(".."))) {
            gap = token.mid(2).toInt();
            if (gap < 1 || gap > patternGapAtMost || pattern.isEmpty())
                return bad(QStringLiteral("not a gap"), token);
            continue;
        }
        const bool optional = token.endsWith(u'?');
        const auto symbol = symbolOf(optional ? token.chopped(1) : token);
        if (!symbol)
            return symbol.problem();
        if (optional && pattern.isEmpty())
            return bad(QStringLiteral("a pattern cannot begin with what may be left out"), token);
        pattern << PatternElement{symbol.value(), std::exchange(gap, 0), optional};
    }
    if (pattern.isEmpty() || gap != 0)
        return bad(QStringLiteral("nothing to match"), tokens.join(u' '));
    return pattern;
}

Result<QList<Pattern>> PatternBook::read(QStringView text)
{
    const QStringList tokens = text.toString().split(u' ', Qt::SkipEmptyParts);
    const qsizetype both = tokens.indexOf(QStringLiteral("&"));
    if (both < 0) {
        auto pattern = readSequence(tokens);
        if (!pattern)
            return pattern.problem();
        return QList<Pattern>{pattern.value()};
    }
    const auto left = readSequence(tokens.mid(0, both)), right = readSequence(tokens.mid(both + 1));
    if (!left || !right)
        return bad(QStringLiteral("& needs something on either side"), text);
    const auto follow = [](const Pattern &first, Pattern second) {
        second.first().gap = eitherOrderGap;
        return first + second;
    };
    return QList<Pattern>{follow(left.value(), right.value()), follow(right.value(), left.value())};
}

Result<> PatternBook::addGroup(const QString &name, const QStringList &patterns)
{
    Group group;
    for (const QString &text : patterns) {
        const auto read = this->read(text);
        if (!read)
            return read.problem();
        group.patterns << read.value();
    }
    if (m_names.contains(u'@' + name))
        return bad(QStringLiteral("a group is there twice"), name);
    group.symbol = number(u'@' + name);
    m_groups << group;
    return {};
}

Reading PatternBook::read(const Words &words) const
{
    Reading reading(size_t(m_names.size()));
    const auto mark = [&](const QString &name, int at) {
        if (const auto symbol = m_names.constFind(name); symbol != m_names.constEnd())
            reading[size_t(*symbol)] << PatternSpan{{at}};
    };
    for (int at = 0; at < words.size(); ++at) {
        const QString &word = words[at].text;
        mark(word, at);
        for (qsizetype length = m_shortestStem; length <= word.size(); ++length)
            mark(word.left(length) + u'*', at);
    }
    for (const Group &group : m_groups)
        reading[size_t(group.symbol)] = find(group.patterns, reading, m_barrier);
    return reading;
}

QList<PatternSpan> PatternBook::find(const QList<Pattern> &patterns, const Reading &reading, int barrier)
{
    QList<PatternSpan> found;
    Search search(reading, barrier, found);
    for (const Pattern &pattern : patterns)
        search.start(pattern);
    return found;
}

} // namespace nightbell
