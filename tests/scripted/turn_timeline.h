// A keeper of turns in virtual time: what it is told, and what it decides.
#pragma once

#include "speech/turn_keeper.h"

#include <QTest>

namespace nightbell::scripted {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// Goes from event to event, waking the keeper whenever it wants to be woken.
class TurnTimeline
{
public:
    TurnKeeper keeper;
    QStringList decided; // "700 resume"

    void asked(const char *key, const QStringList &choices = {})
    {
        keeper.asked({.key = QString::fromLatin1(key),
                      .choices = choices,
                      .region = u"US"_s,
                      .moment = {QDate(2026, 9, 14), QTime(9, 30), QTimeZone("America/New_York")}});
    }
    void speaks(Span at, const char *words)
    {
        runTo(at);
        take(keeper.assistantSpeaks(PrivateText(QString::fromLatin1(words)), m_now));
    }
    void done(Span at) { runTo(at), take(keeper.assistantDone(m_now)); }
    void began(Span at) { runTo(at), take(keeper.callerBegan(m_now)); }
    void quiet(Span at, int ms) { runTo(at), take(keeper.callerQuiet(ms, m_now)); }
    void ended(Span at) { runTo(at), take(keeper.callerEnded(m_now)); }
    void hears(Span at, int utterance, const char *words, bool final = false)
    {
        runTo(at);
        take(keeper.heard(utterance, PrivateText(QString::fromLatin1(words)), final, m_now));
    }
    void runTo(Span at)
    {
        const Instant until{at};
        for (auto next = keeper.wakeAt(); next && *next < until; next = keeper.wakeAt()) {
            QVERIFY2(*next > m_now || !m_woken, "woken twice for nothing");
            m_woken = *next <= m_now;
            m_now = std::max(m_now, *next);
            take(keeper.wake(m_now));
        }
        m_woken = false;
        m_now = until;
    }

private:
    void take(const TurnDecisions &decisions)
    {
        for (const TurnDecision &each : decisions) {
            QString what;
            if (std::holds_alternative<PauseAssistant>(each))
                what = u"pause"_s;
            else if (std::holds_alternative<ResumeAssistant>(each))
                what = u"resume"_s;
            else if (const auto *confirmed = std::get_if<InterruptionConfirmed>(&each))
                what = u"interrupted %1"_s.arg(confirmed->utterance);
            else if (const auto *ends = std::get_if<EndTurn>(&each))
                what = u"end %1 %2"_s.arg(ends->utterance).arg(ends->earlier.reveal()).trimmed();
            else
                what = u"silent %1"_s.arg(std::get<CallerStillSilent>(each).stage);
            decided.append(u"%1 "_s.arg(toMs(m_now)) + what);
        }
    }

    Instant m_now{};
    bool m_woken = false;
};

} // namespace nightbell::scripted
