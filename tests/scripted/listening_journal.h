// Keeps every event in the order it was appended, and can fail to.
#pragma once

#include "call/call_event.h"

#include <QFuture>
#include <QList>
#include <QStringList>

namespace nightbell::scripted {

class ListeningJournal
{
public:
    QFuture<Result<>> append(const ClinicId &clinic, const CallEvent &event)
    {
        clinics.append(clinic);
        events.append(event);
        QPromise<Result<>> promise;
        promise.start();
        promise.addResult(answer);
        promise.finish();
        return promise.future();
    }

    QStringList kinds() const
    {
        QStringList all;
        for (const CallEvent &event : events)
            all.append(kindOf(event.what));
        return all;
    }

    template<class What> QList<What> all() const
    {
        QList<What> found;
        for (const CallEvent &event : events)
            if (const auto *what = std::get_if<What>(&event.what))
                found.append(*what);
        return found;
    }

    Result<> answer;
    QList<ClinicId> clinics;
    QList<CallEvent> events;
};

} // namespace nightbell::scripted
