// A caller who cannot be heard: nothing hears for the assistant, or everybody who does is busy. Keys lead to a person
// or to a note that somebody should call back; as soon as the caller can be heard, the talk begins.
#include "ask.h"
#include "dialog/turn_happenings.h"
#include "engine/reception.h"

namespace nightbell {

namespace {

constexpr int keysOfferedAtMost = 6; // to somebody who presses nothing

} // namespace

void Reception::hears(CallerHeard how)
{
    const auto self = shared_from_this();
    const bool before = std::exchange(m_hearing, how) == CallerHeard::Yes;
    m_listenAt.reset();
    if (how == CallerHeard::Soon)
        m_listenAt = now() + m_desk.parts().rules.listenAgain;
    if (how == CallerHeard::Yes && !before && m_offered && !personAwaited() && !m_noted && assistantHas()) {
        m_offered = false;
        take(TurnMoved{m_call.summary().turn + 1});
        think();
    }
    if (before && isDeaf() && m_begun && assistantHas()) { // nothing more will be understood
        take(TurnMoved{m_call.summary().turn + 1});
        offerKeys();
    }
    done();
}

void Reception::offerKeys()
{
    if (m_noted)
        return;
    const ReceptionWords &words = m_desk.parts().words;
    m_offered = true;
    if (++m_offers > keysOfferedAtMost && !personAwaited()) {
        say(words.nobodyThere);
        take(EndAsked{});
        return;
    }
    if (personAwaited())
        return say(words.asking);
    if (m_hearing == CallerHeard::Soon)
        say(mayBeCalledBack() ? words.busy : words.busyWithheld);
    else
        say(mayBeCalledBack() ? words.deaf : words.deafWithheld);
}

void Reception::takeDeafKey(QChar key)
{
    if (key == u'0') {
        if (!personAwaited())
            lookForPerson(Gravity::Asks);
        take(KeyPressed{PrivateText(QString(key))});
    } else if (key == u'1' && !m_noted && mayBeCalledBack()) {
        m_noted = true;
        take(KeysEntered{m_call.summary().turn, PrivateText(QString(key))});
        noteCallBack();
    }
}

// Promised only once it is kept.
void Reception::noteCallBack()
{
    const ReceptionWords &words = m_desk.parts().words;
    const MessageStep wanted{.kind = QStringLiteral("callback"),
                             .words = {},
                             .from = {.name = {}, .born = {}, .phone = m_place->callerNumber},
                             .medication = {},
                             .pharmacy = {}};
    const MessageId message(QStringLiteral("%1-m%2").arg(id().text()).arg(++m_acts));
    whenDone(take(messageTaken(message, wanted)), &m_desk, [weak = weak_from_this(), &words](const Result<> &kept) {
        const auto self = weak.lock();
        if (!self || self->m_over)
            return;
        self->say(kept ? words.noted : words.notNoted);
        if (self->assistantHas())
            self->take(EndAsked{});
    });
}

} // namespace nightbell
