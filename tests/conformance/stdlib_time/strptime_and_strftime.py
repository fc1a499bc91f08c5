# Directives, flags and widths; texts that fit a format and texts that do not.
import time
def t(*a):
    try: print(a, repr(time.strptime(*a)), time.strptime(*a).tm_zone, time.strptime(*a).tm_gmtoff)
    except Exception as e: print(a, type(e).__name__, e)
t('2023-02-30','%Y-%m-%d'); t('0000','%Y'); t('2023 366','%Y %j'); t(1,'x'); t('x',1); t('1','%Q'); t('1','%'); t('1 ','% ')
t('2020 W53 1','%G W%V %u'); t('2021 W53 1','%G W%V %u'); t('utc +01:30','%Z %z'); t('1','%Ex'); t('','') ; t('Mon Jan  2 03:04:05 2023'); t('2023 1 Mon', '%Y %U %a')
t('2023 0 Sun', '%Y %W %a'); t('12/31/99 11:59:59 pm', '%x %I:%M:%S %p'); t('111 2020', '%d%m %Y'); t("SEPTEMBER 3, 2021", "%B %d, %Y"); t('2020-01-01T00:00:00.123456-0530', '%Y-%m-%dT%H:%M:%S.%f%z'); t('x', '%Y'); t('2024 extra', '%Y'); t('%5', '%%%w'); t('29 Feb 2024', '%d %b %Y'); t('2024-1-1  5:6:7', '%Y-%m-%d %T'); t('a.b', 'a.b'); t('12:30 AM', '%I:%M %p'); t('12:30 PM', '%I:%M %p'); t('2023 5 %', '%G %V %%'); t('Z', '%z'); t('+01:0203', '%z')
f=lambda s,*a: print(repr(time.strftime(s,*a)))
g=time.gmtime(1e9)
for s in ['%a %A %b %h %B %c %C %d %D %e %F %g %G %H %I %j %k %l %m %M %n %p %P %r %R %s %S %t %T %u %U %V %w %W %x %X %y %Y %z %Z %%','%-d %_d %05d %^a %#a %#Z %10Y %-H %^B %#p %Q','%+','%Ey %Od %EY','%_5m|%-5m|%10a|%-10a|%010a|%^10b', '%Ed|%E', '%:z','%L %f %i %J %K %N %q %v', 'é%Yé', '\x00%Y\x00']: f(s,g)
f('%Y %C %y %G',(99,1,1,0,0,0,0,1,0)); f('%Y %C %y',(-5,1,1,0,0,0,0,1,0)); f('%Y',(10000,1,1,0,0,0,0,1,0));f('%Y %j %a',(0,)*9)
print(time.get_clock_info('monotonic'))
for a in [(2024,13,1,0,0,0,0,1,0),(2024,1,32,0,0,0,0,1,0),(2024,1,1,25,0,0,0,1,0),(2024,1,1,0,60,0,0,1,0),(2024,1,1,0,0,62,0,1,0),(2024,1,1,0,0,0,-2,1,0),(2024,1,1,0,0,0,9,1,0),(2024,1,1,0,0,0,0,367,0),(2**40,1,1,0,0,0,0,367,0),(1,2),[1]*9,(1.5,)*9]:
    for fn in (time.asctime,time.mktime,lambda x:time.strftime('%c',x)):
        try: print(fn(a))
        except Exception as e: print(type(e).__name__,e)
s = time.struct_time(range(11)); print(s, s.tm_zone, s.tm_gmtoff, s[-1], len(s), s == tuple(range(9)), time.struct_time((1,)*9).tm_zone)
