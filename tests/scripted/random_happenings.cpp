#include "scripted/random_happenings.h"

#include <array>
#include <utility>

namespace nightbell {

template<class What> What RandomHappenings::one()
{
    What what;
    What::fields(what, [this](const char *name, auto &value) { fill(name, value); });
    return what;
}

Happening RandomHappenings::ofKind(int index)
{
    Q_ASSERT(index >= 0 && index < kinds);
    Happening what;
    [&]<std::size_t... each>(std::index_sequence<each...>)
    {
        (void)((int(each) == index && (what = one<std::variant_alternative_t<each, Happening>>(), true)) || ...);
    }
    (std::make_index_sequence<std::variant_size_v<Happening>>());
    return what;
}

void RandomHappenings::fill(const char *field, int &value)
{
    const int near = qstrcmp(field, "sentence") == 0 ? nearSentence : nearTurn;
    value = near - 2 + below(5);
}

void RandomHappenings::fill(const char *, qint64 &value)
{
    value = below(4) ? toMs(now) + below(600'000) - 60'000 : 0; // a moment near now, or never
}

void RandomHappenings::fill(const char *, PrivateFacts &facts)
{
    for (int i = below(3); i > 0; --i)
        facts.insert(word(), PrivateText(word()));
}

template<class Tag> void RandomHappenings::fill(const char *, Id<Tag> &id)
{
    static const QString staff[] = {QStringLiteral("ana"), QStringLiteral("ben"), QStringLiteral("eva"), QString()};
    if constexpr (std::is_same_v<Tag, EscalationTag>)
        id = Id<Tag>(QStringLiteral("c1-e%1").arg(1 + below(4)));
    else if constexpr (std::is_same_v<Tag, WhisperTag>)
        id = Id<Tag>(QStringLiteral("w%1").arg(below(3)));
    else
        id = Id<Tag>(staff[below(8) ? below(3) : 3]);
}

QString RandomHappenings::word()
{
    static const std::array words{QString(),
                                  QStringLiteral("0"),
                                  QStringLiteral("yes"),
                                  QStringLiteral("I need a “doctor”"),
                                  QStringLiteral("línea\nnueva\t\\ \"x\""),
                                  QStringLiteral("+15550100"),
                                  QString::fromUtf8("\xf0\x9f\xa9\xba 医者")};
    return words[std::size_t(below(int(words.size())))];
}

} // namespace nightbell
