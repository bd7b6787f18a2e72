#include "dialog/briefing.h"

#include "dialog/place_words.h"

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QString join(QStringList parts, const QString &between)
{
    parts.removeAll(QString());
    return parts.join(between);
}

} // namespace

PrivateText briefingOf(const Surroundings &here, const DialogState &state)
{
    const auto told = [&](Slot slot) { return state.known.value(keyOf(slot)).value.reveal(); };
    const auto spoken = [&](Slot slot) { return state.known.value(keyOf(slot)).spoken.reveal(); };
    const QString who = join({told(Slot::Name), told(Slot::Birth), here.callerNumber.reveal()}, u", "_s);
    const QString words = state.heard.isEmpty() ? QString() : u"“%1”"_s.arg(state.heard.reveal());
    const QString raised = state.raised ? QString(nameOf(*state.raised)) : QString();
    const QString when =
        state.chosen ? spokenOffer(here, *state.chosen) : join({spoken(Slot::Date), spoken(Slot::Time)}, u" "_s);
    const QString soFar =
        join({told(Slot::Service), told(Slot::Provider), when, told(Slot::Medication), told(Slot::Reason)}, u", "_s);
    return PrivateText(join({join({who, raised, state.errand, words}, u" · "_s), soFar}, u"\n"_s));
}

} // namespace nightbell
