// Times by the clock on the wall, in minutes since 1970 as if that clock never changed: the zone
// of whoever looks, and its summer time, have no part in it.

const MINUTE = 1, HOUR = 60, DAY = 24 * HOUR;

const dayOf = (at) => Math.floor(at / DAY) * DAY;
const dateOf = (at) => new Date(at * 60000);
const weekday = (at) => (dateOf(at).getUTCDay() + 6) % 7;
const two = (number) => String(number).padStart(2, "0");
const isWeekend = (day) => weekday(day) > 4;

const NAMES = {
  days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};

const hourShown = (at) => `${two(dateOf(at).getUTCHours())}:${two(dateOf(at).getUTCMinutes())}`;
const dayShown = (at) => `${NAMES.days[weekday(at)]} ${dateOf(at).getUTCDate()} ${NAMES.months[dateOf(at).getUTCMonth()]}`;
const yearShown = (at) => `${dayShown(at)} ${dateOf(at).getUTCFullYear()}`;

/** `Mon 11 May 2026 08:30 – 10:30`, with the other day when it ends on one. */
function timeShown(start, end) {
  const until = dayOf(start) === dayOf(end) ? hourShown(end) : `${yearShown(end)} ${hourShown(end)}`;
  return `${yearShown(start)} ${hourShown(start)} – ${until}`;
}

/** The first day of the period that a day is in, and the first day behind it. */
function period(zoom, at) {
  const day = dayOf(at);
  if (zoom === "day") return [day, day + DAY];
  if (zoom === "week") return [day - weekday(day) * DAY, day + (7 - weekday(day)) * DAY];
  const [year, month] = [dateOf(day).getUTCFullYear(), dateOf(day).getUTCMonth()];
  return [Date.UTC(year, month, 1) / 60000, Date.UTC(year, month + 1, 1) / 60000];
}
